using Microsoft.AspNetCore.Http;

namespace Stackbilt.Observability;

/// <summary>
/// Whether a script, an image or a frame of another page asks, whatever the application lets other pages read. A browser says so
/// (Fetch Metadata, https://www.w3.org/TR/fetch-metadata/); an older one says where a script comes from that asks elsewhere.
/// </summary>
static class OtherSite
{
    public static bool HasSent(HttpRequest request) => IsFetched(request.Headers) || IsOfAnotherOrigin(request);

    /// <summary>A user who follows a link may see the page.</summary>
    static bool IsFetched(IHeaderDictionary headers) =>
        headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none") && headers["Sec-Fetch-Mode"] != "navigate";

    static bool IsOfAnotherOrigin(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin
        && !origin.EndsWith("://" + request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
