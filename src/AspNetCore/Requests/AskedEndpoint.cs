using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Stackbilt.Observability;

/// <summary>
/// The endpoint of a request whose routing runs inside of the server span: what was asked for, until it is taken away. From then on a page
/// answers, for a status or for an exception, and what is found then is the page.
/// </summary>
/// <param name="features">Those of the request, which say that a page answers.</param>
/// <param name="found">What was found so far; null for nothing.</param>
sealed class AskedEndpoint(IFeatureCollection features, Endpoint? found) : IEndpointFeature
{
    Endpoint? _endpoint = found;
    bool _hasPage;

    /// <summary>Null where nothing was found.</summary>
    public Endpoint? Asked { get; private set; } = found;

    public Endpoint? Endpoint
    {
        get => _endpoint;
        set
        {
            _endpoint = value;
            _hasPage |= value is null || IsPage;
            if (!_hasPage)
                Asked = value;
        }
    }

    bool IsPage => features.Find<IStatusCodeReExecuteFeature>() is not null || features.Find<IExceptionHandlerFeature>() is not null;
}
