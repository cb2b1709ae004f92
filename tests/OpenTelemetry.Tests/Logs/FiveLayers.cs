using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Tests;

/// <summary>A program that logs one line from five layers down. Only under Explicit it has to be given its span.</summary>
sealed partial class FiveLayers(ILogger<FiveLayers> logger, Tracer tracer)
{
    public async Task<Span> RunAsync(string carrier)
    {
        var root = tracer.StartSpan("one", default, Baggage.Of(new("tenant", "7"), new("secret", "s")), SpanKind.Server);
        return await tracer.RunInSpan(root, async given =>
        {
            await Task.Yield();
            return await DeeperAsync(2, carrier == CarrierNames.Explicit ? given : null) ?? root;
        });
    }

    async Task<Span?> DeeperAsync(int layer, Span? given)
    {
        using var span = (given ?? ActiveSpan.Current)?.StartActiveChild($"{layer}");
        await Task.Yield();
        if (layer < 5)
            return await DeeperAsync(layer + 1, given is null ? null : span) ?? span;

        using var scope = given is null ? null : logger.BeginSpanScope(span, "tenant");
        using var other = logger.BeginScope(new Dictionary<string, object> { ["order"] = 42 });
        LogDeep(layer);
        return span;
    }

    [LoggerMessage(LogLevel.Information, "deep {Layer}")]
    partial void LogDeep(int layer);
}
