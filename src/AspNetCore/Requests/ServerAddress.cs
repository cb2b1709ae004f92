using Microsoft.AspNetCore.Http;

namespace Stackbilt.Observability;

/// <summary>
/// A name and a port, as callers ask for them, without the brackets of an address; most ask for the same, so that the last one is kept.
/// </summary>
sealed record ServerAddress(string Given, bool IsSecure, string? Name, int Port)
{
    static ServerAddress _last = new("", IsSecure: false, Name: null, Port: 0);

    public static ServerAddress Of(HttpRequest request)
    {
        var given = request.Host.Value ?? "";
        var isSecure = request.IsHttps;
        var last = Volatile.Read(ref _last);
        if (last.Given == given && last.IsSecure == isSecure)
            return last;

        var host = request.Host;
        var address = new ServerAddress(given, isSecure, given.Length == 0 ? null : host.Host.Trim('[', ']'), host.Port ?? (isSecure ? 443 : 80));
        Volatile.Write(ref _last, address);
        return address;
    }
}
