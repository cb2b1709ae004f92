namespace Stackbilt.Observability;

/// <summary>A trace as a page shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Spans">Its spans; one that is still open ends now.</param>
/// <param name="Open">Which of them are still open.</param>
/// <param name="LeftOut">How many more it had than are kept.</param>
sealed record ShownTrace(TraceId Id, IReadOnlyList<SpanData> Spans, IReadOnlySet<SpanId> Open, int LeftOut)
{
    static readonly HashSet<SpanId> None = [];

    /// <summary>Finished spans, trace by trace, in the order in which the traces began.</summary>
    public static List<ShownTrace> Of(IEnumerable<SpanData> spans) =>
    [
        .. spans.GroupBy(static span => span.Context.TraceId)
            .OrderBy(static trace => trace.Min(static span => span.StartUnixNanoseconds))
            .Select(static trace => new ShownTrace(trace.Key, [.. trace], None, LeftOut: 0)),
    ];
}
