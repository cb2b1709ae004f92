using System.Text;

namespace Stackbilt.Observability.Tests;

/// <summary>The headers of a RabbitMQ message: a text is written as a text, and arrives as bytes.</summary>
static class MessageHeaders
{
    public static string? Get(IDictionary<string, object?>? headers, string name) =>
        headers is not null && headers.TryGetValue(name, out var value)
            ? value switch
            {
                byte[] bytes => Encoding.UTF8.GetString(bytes),
                string text => text,
                _ => null,
            }
            : null;

    public static void Set(IDictionary<string, object?> headers, string name, string value) => headers[name] = value;
}
