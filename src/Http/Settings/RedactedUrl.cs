namespace Stackbilt.Observability;

/// <summary>A URL as it may be exported: without credentials, and of the query no values but those that the application has named.</summary>
sealed class RedactedUrl(RedactedQuery query)
{
    /// <param name="uri">An absolute one.</param>
    public string Of(Uri uri)
    {
        if (uri is { Query: "", Fragment: "", UserInfo: "" })
            return uri.AbsoluteUri;

        // A fragment is never sent.
        var credentials = uri.UserInfo.Length == 0 ? "" : "REDACTED:REDACTED@";
        var shown = query.Of(uri.Query) is { } left ? "?" + left : "";
        return $"{uri.Scheme}://{credentials}{uri.Authority}{uri.AbsolutePath}{shown}";
    }
}
