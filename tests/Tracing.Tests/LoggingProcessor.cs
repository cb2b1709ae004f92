namespace Stackbilt.Observability.Tests;

/// <summary>A processor that notes what it is told, and then does what the test wants.</summary>
sealed class LoggingProcessor(string name = "processor", List<string>? log = null) : ISpanProcessor
{
    /// <summary>Name, method and the span's name, for each call.</summary>
    public List<string> Log { get; } = log ?? [];

    public Action<Span> Starting { get; init; } = _ => { };

    public Action<SpanData> Ending { get; init; } = _ => { };

    public void OnStart(Span span)
    {
        Log.Add($"{name}: start of {span.Name}");
        Starting(span);
    }

    public void OnEnd(in FinishedSpan span)
    {
        Log.Add($"{name}: end of {span.Name}");
        Ending(span.ToSpanData());
    }
}
