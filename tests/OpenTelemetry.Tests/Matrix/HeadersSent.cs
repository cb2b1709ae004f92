using System.Text.Json;

namespace Stackbilt.Observability.Tests;

/// <summary>What a service was sent of the two headers, line by line.</summary>
sealed record HeadersSent(string?[] Parents, string?[] States)
{
    /// <summary>Of a response whose body is JSON.</summary>
    public static HeadersSent[] Of(string response)
    {
        Assert.StartsWith("HTTP/1.1 200", response, StringComparison.Ordinal);
        return JsonSerializer.Deserialize<HeadersSent[]>(response[response.IndexOf('[', StringComparison.Ordinal)..(response.LastIndexOf(']') + 1)], JsonSerializerOptions.Web)!;
    }

    public string TraceId => Field(1, 32);

    public string SpanId => Field(2, 16);

    public string Flags => Field(3, 2);

    public string? State => States is [] ? null : Assert.Single(States);

    string Field(int number, int length)
    {
        var fields = Assert.Single(Parents)!.Split('-');
        Assert.Equal((4, "00", length), (fields.Length, fields[0], fields[number].Length));
        Assert.True(TraceContextPropagator.Extract(Parents[0], null).IsValid, Parents[0]);
        return fields[number];
    }
}
