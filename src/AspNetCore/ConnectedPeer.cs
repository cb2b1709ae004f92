using System.Net;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Stackbilt.Observability;

/// <summary>Who has connected: behind a proxy that is the proxy, whatever its headers have made of the client's address.</summary>
static class ConnectedPeer
{
    /// <summary>Null where the server has no socket to ask, or one without addresses.</summary>
    public static IPEndPoint? Of(HttpContext context)
    {
        try
        {
            return context.Features.Get<IConnectionSocketFeature>()?.Socket.RemoteEndPoint as IPEndPoint;
        }
        catch (ObjectDisposedException)
        {
            // The client has gone already.
            return null;
        }
    }
}
