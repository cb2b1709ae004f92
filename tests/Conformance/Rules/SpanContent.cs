using System.Diagnostics;

namespace Stackbilt.Observability.Conformance;

/// <summary>
/// A span with something in it, and another one that has the same and is never attached. What differs at the end was changed on the way.
/// </summary>
sealed class SpanContent
{
    static readonly SpanContext Elsewhere = new(TraceId.CreateRandom(), SpanId.CreateRandom());

    readonly RuleRun _run;
    readonly string _which;
    readonly Span _untouched;

    public SpanContent(RuleRun run, (string What, Func<RuleRun, Span> Start) sort, string use)
    {
        _run = run;
        _which = $"{sort.What}, {use}";
        _untouched = sort.Start(run);
        Span = sort.Start(run);
    }

    public static IReadOnlyList<(string What, Func<RuleRun, Span> Start)> Sorts { get; } =
    [
        ("a span that has nothing", static run => run.Span("nothing")),
        ("a span that has everything", static run => run.Span("everything")
            .SetAttributes(("key", "value"), ("number", 7L))
            .SetBaggage("user", "7")
            .AddEvent("event", ("key", "value"))
            .AddLink(Elsewhere, ("key", "value"))
            .SetStatus(SpanStatus.Error, "on purpose")),
        ("a span that is not sampled", static run => run.Tracer
            .StartSpan("unsampled", Elsewhere with { IsSampled = false })
            .SetBaggage("user", "7")),
    ];

    public Span Span { get; }

    /// <summary>What can be read of an open span.</summary>
    public void Stays(string where)
    {
        _run.True(!Span.HasEnded, $"{_which}: it has ended {where}", "that its own code ends it");
        Compare(OfOpen(Span), OfOpen(_untouched), where);
    }

    /// <summary>What was recorded of it.</summary>
    public void End()
    {
        Stays("before its end");
        Span.End();
        _untouched.End();
        Compare(OfEnded(Span), OfEnded(_untouched), "when it has ended");
    }

    void Compare(string[] seen, string[] expected, string where)
    {
        _run.Equal(seen.Length, expected.Length, $"{_which}: how much there is {where}");
        foreach (var (one, other) in seen.Zip(expected))
            _run.Equal(one, other, $"{_which}, {where}");
    }

    string[] OfEnded(Span span) =>
        _run.Recorder.Spans.FirstOrDefault(ended => ended.Context.SpanId == span.SpanId) is { } ended ? Of(ended) : [];

    static string[] Of(SpanData span) =>
    [
        $"the name {span.Name}",
        $"the status {span.Status} {span.StatusDescription}",
        $"the attributes {Text(span.Attributes)}",
        $"the events {Text(span.Events.Select(static one => $"{one.Name} {Text(one.Attributes)}"))}",
        $"the links {Text(span.Links.Select(static one => $"{one.Context.SpanId} {Text(one.Attributes)}"))}",
    ];

    static string[] OfOpen(Span span) =>
    [
        $"the name {span.Name}",
        $"recording is {span.IsRecording}",
        $"the flags {span.Context.Flags}",
        $"the trace state {span.Context.TraceState}",
        $"the baggage {Text(span.Baggage.Select(static one => $"{one.Key}={one.Value}"))}",
        .. span.Activity is { } activity ? OfActivity(activity) : [],
    ];

    static string[] OfActivity(Activity activity) =>
    [
        $"the activity's name {activity.DisplayName}",
        $"the activity's status {activity.Status} {activity.StatusDescription}",
        $"the activity's tags {Text(activity.TagObjects)}",
        $"the activity's events {Text(activity.Events.Select(static one => one.Name))}",
        $"the activity's links {Text(activity.Links.Select(static one => $"{one.Context.SpanId}"))}",
        $"the activity's baggage {Text(activity.Baggage)}",
    ];

    static string Text<T>(IEnumerable<T> all) => $"[{string.Join(", ", all)}]";
}
