using System.Globalization;

namespace Stackbilt.Observability.Conformance;

/// <summary>One way in which a span can differ from others.</summary>
/// <param name="What">What it is.</param>
/// <param name="Start">Starts one: a child of the span that is given, or else the first of a trace.</param>
sealed record SpanSort(string What, Func<RuleRun, Span?, Span> Start)
{
    static readonly SpanContext Linked = new(TraceId.CreateRandom(), SpanId.CreateRandom());

    public static IReadOnlyList<SpanSort> All { get; } =
    [
        .. Enum.GetValues<SpanKind>().Select(static kind => Of($"of kind {kind}", "kind", new SpanStartOptions(kind))),
        Of("with an empty name", ""),
        Of("with a blank name", " "),
        Of("with a name of 41 characters", new string('n', 41)),
        Of("with a name of 300 characters", new string('n', 300)),
        Of("with a name of two lines", "first\nsecond \ud83d\ude42"),
        Under("with a trace state", static parent => parent with { TraceState = "vendor=value,other=1" }),
        Under("with a remote parent", static parent => parent with { IsRemote = true }),
        Under("that is not sampled", static parent => parent with { IsSampled = false }),
        Of("with baggage", "baggage").With(static span => span.SetBaggage("user", "7").SetBaggage("tenant", "a")),
        Of("with a hundred attributes", "attributes").With(static span =>
            span.SetAttributes([.. Enumerable.Range(0, 100).Select(static at => new SpanAttribute($"key.{at.ToString(CultureInfo.InvariantCulture)}", at))])),
        Of("with links", "links", new SpanStartOptions(links: [new SpanLink(Linked, ("key", "value")), new SpanLink(Linked)])),
        Of("with events", "events").With(static span => span.AddEvent("one").RecordException(new NotSupportedException("on purpose"))),
        Of("that has failed", "failed").With(static span => span.SetStatus(SpanStatus.Error, "on purpose")),
        Of("that is said to be in order", "in order").With(static span => span.SetStatus(SpanStatus.Ok)),
        Of("that began in the past", "past", new SpanStartOptions(startTime: new DateTimeOffset(2001, 2, 3, 4, 5, 6, TimeSpan.Zero))),
        Of("that was renamed", "before").With(static span => span.UpdateName("after")),
    ];

    static SpanSort Of(string what, string name, SpanStartOptions options = default) => new(
        what,
        (run, parent) => parent is null ? run.Tracer.StartRoot(name, options) : parent.StartChild(name, options));

    /// <summary>One whose parent is known by its context.</summary>
    static SpanSort Under(string what, Func<SpanContext, SpanContext> change) => new(
        what,
        (run, parent) => run.Tracer.StartSpan(
            what, change(parent?.Context ?? new SpanContext(TraceId.CreateRandom(), SpanId.CreateRandom()))));

    SpanSort With(Func<Span, Span> change) => this with { Start = (run, parent) => change(Start(run, parent)) };
}
