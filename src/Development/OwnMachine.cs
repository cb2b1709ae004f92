using System.Net;
using Microsoft.AspNetCore.Http;

namespace Stackbilt.Observability;

/// <summary>Whether a request comes from the machine that the application runs on, and from a page of its own.</summary>
static class OwnMachine
{
    static readonly HashSet<string> OfProxies = new(StringComparer.OrdinalIgnoreCase)
    {
        "Forwarded", "Via", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP",
    };

    public static bool HasSent(HttpContext context) =>
        IsOwn(context.Connection.RemoteIpAddress) && !WasPassedOn(context.Request.Headers) && IsOwnName(context.Request.Host.Host);

    /// <summary>There is none for a pipe, a socket in the file system, or a server in memory.</summary>
    static bool IsOwn(IPAddress? address) =>
        address is null || IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    /// <summary>A proxy on this machine has a loopback address too, and says for whom it asks, or that it was there.</summary>
    static bool WasPassedOn(IHeaderDictionary headers)
    {
        foreach (var name in headers.Keys)
        {
            if (name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)
                || OfProxies.Contains(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A page of a stranger can give its own name the address of this machine and read what it likes under that name
    /// (DNS rebinding). So the name that is asked for has to be one that always means this machine.
    /// </summary>
    static bool IsOwnName(string name) =>
        name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
}
