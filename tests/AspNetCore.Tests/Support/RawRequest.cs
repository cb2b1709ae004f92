using System.Net.Sockets;
using System.Text;

namespace Stackbilt.Observability.Tests;

/// <summary>Requests as bytes: HttpClient would join the lines of a header, and not send what is not valid.</summary>
static class RawRequest
{
    /// <summary>Sends the lines and answers the whole response.</summary>
    public static async Task<string> SendAsync(Uri address, IEnumerable<string> headerLines)
    {
        var head = string.Concat(
            new[] { "GET / HTTP/1.1", $"Host: {address.Authority}", "Connection: close" }
                .Concat(headerLines)
                .Select(static line => line + "\r\n"));
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, HangGuard.Token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(head + "\r\n"), HangGuard.Token);
        using var response = new StreamReader(stream, Encoding.UTF8);
        return await response.ReadToEndAsync(HangGuard.Token);
    }
}
