using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// Gives a signal when the host is done with a request. It stops its activity after the response has completed, so the recorded
/// span of the request does not say that yet.
/// </summary>
sealed class OverSignal(IServiceProvider services, Signal requestIsOver) : IHttpContextFactory
{
    readonly DefaultHttpContextFactory _inner = new(services);

    public HttpContext Create(IFeatureCollection featureCollection) => _inner.Create(featureCollection);

    public void Dispose(HttpContext httpContext)
    {
        _inner.Dispose(httpContext);
        requestIsOver.Give();
    }
}
