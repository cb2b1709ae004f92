namespace Stackbilt.Observability;

/// <summary>One trace with as many of its spans as are kept. Used under the lock of <see cref="KeptTraces"/>.</summary>
sealed class KeptTrace(TraceId id)
{
    readonly Dictionary<SpanId, OpenSpan> _open = [];
    readonly Dictionary<SpanId, SpanData> _ended = [];
    int _leftOut;

    public long ChangedAt { get; private set; }

    public bool HasOpen => _open.Count > 0;

    public bool IsEmpty => _open.Count + _ended.Count == 0;

    public bool IsOpen(SpanId span) => _open.ContainsKey(span);

    public void Start(OpenSpan span, int limit, long version)
    {
        ChangedAt = version;
        if (_open.Count + _ended.Count < limit)
            _open[span.Context.SpanId] = span;
        else
            _leftOut++;
    }

    /// <summary>A span that was not kept at its start is not kept at its end.</summary>
    public void End(SpanData span, long version)
    {
        if (!_open.Remove(span.Context.SpanId))
            return;

        ChangedAt = version;
        _ended[span.Context.SpanId] = span;
    }

    public void Forget(SpanId span, long version)
    {
        if (_open.Remove(span) || _ended.Remove(span))
            ChangedAt = version;
    }

    public ShownTrace Read(long now) => new(
        id,
        [.. _ended.Values, .. _open.Values.Select(span => span.Until(now))],
        _open.Keys.ToHashSet(),
        _leftOut);
}

/// <summary>What is known of a span at its start. The span itself is not kept: nothing of the program hangs on the page.</summary>
sealed record OpenSpan(SpanContext Context, SpanId ParentSpanId, string Name, SpanKind Kind, long StartUnixNanoseconds)
{
    public SpanData Until(long now) => new()
    {
        Context = Context,
        ParentSpanId = ParentSpanId,
        Name = Name,
        Kind = Kind,
        StartUnixNanoseconds = StartUnixNanoseconds,
        EndUnixNanoseconds = Math.Max(now, StartUnixNanoseconds),
    };
}
