using System.Globalization;

namespace Stackbilt.Observability;

/// <summary>
/// The last traces of a tracer, so many and no more: the oldest goes when a new one begins, and what comes late for a trace that
/// has gone is not kept.
/// </summary>
/// <remarks>Safe from any thread: everything that is kept is read and changed under one lock.</remarks>
sealed class KeptTraces(TracesPageOptions options, TimeProvider time) : ISpanProcessor
{
    const int RememberedIds = 1024;

    readonly object _gate = new();
    readonly int _maxTraces = options.MaxTraces;
    readonly int _maxSpans = options.MaxSpansPerTrace;
    readonly Shortening _shortening = new(options.MaxTextLength);
    readonly Dictionary<TraceId, KeptTrace> _traces = [];
    readonly List<TraceId> _order = [];
    readonly HashSet<TraceId> _gone = [];
    readonly Queue<TraceId> _goneInOrder = [];

    // A page that is open while the application starts anew has a version of the old one.
    readonly string _start = Guid.NewGuid().ToString("n")[..8];
    long _version;

    public void OnStart(Span span)
    {
        var context = span.Context;
        var started = new OpenSpan(context, span.ParentSpanId, _shortening.Of(span.Name), span.Kind, Now());
        lock (_gate)
        {
            if (FindOrAdd(context.TraceId) is { } trace)
                trace.Start(started, _maxSpans, ++_version);
        }
    }

    public void OnEnd(in FinishedSpan span)
    {
        var id = span.Context.TraceId;
        lock (_gate)
        {
            if (!_traces.TryGetValue(id, out var trace) || !trace.IsOpen(span.Context.SpanId))
                return;
        }

        // Outside of the lock, since other spans are waiting: copying takes the longest.
        var kept = _shortening.Of(in span);
        lock (_gate)
        {
            if (_traces.TryGetValue(id, out var trace))
                trace.End(kept, ++_version);
        }
    }

    /// <summary>Forgets a span that was started, and its trace where nothing else is in it.</summary>
    public void LeaveOut(Span span)
    {
        lock (_gate)
        {
            if (!_traces.TryGetValue(span.TraceId, out var trace))
                return;

            trace.Forget(span.SpanId, ++_version);
            if (trace.IsEmpty && _traces.Remove(span.TraceId))
                _order.Remove(span.TraceId);
        }
    }

    /// <summary>Everything, the newest trace first.</summary>
    public ReadTraces ReadAll()
    {
        lock (_gate)
            return Read(after: -1);
    }

    /// <summary>What has changed since a version; all where the version is not one of this run. Null where nothing has.</summary>
    public ReadTraces? ReadChanged(string after)
    {
        var isOfThisRun = after.StartsWith(_start + ".", StringComparison.Ordinal);
        long seen = -1;
        if (isOfThisRun && !long.TryParse(after.AsSpan(_start.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out seen))
            seen = -1;

        lock (_gate)
        {
            var read = Read(seen);
            return seen == _version && read.Traces.Count == 0 ? null : read;
        }
    }

    KeptTrace? FindOrAdd(TraceId id)
    {
        if (_traces.TryGetValue(id, out var trace))
            return trace;

        if (_gone.Contains(id))
            return null;

        if (_order.Count == _maxTraces)
            LetGo(_order[0]);

        _order.Add(id);
        return _traces[id] = new KeptTrace(id);
    }

    void LetGo(TraceId oldest)
    {
        _order.RemoveAt(0);
        _traces.Remove(oldest);
        if (_goneInOrder.Count == RememberedIds)
            _gone.Remove(_goneInOrder.Dequeue());

        _gone.Add(oldest);
        _goneInOrder.Enqueue(oldest);
    }

    // A bar of what is still open grows while nothing else happens.
    ReadTraces Read(long after)
    {
        var now = Now();
        var newestFirst = Enumerable.Reverse(_order).ToList();
        return new ReadTraces(
            string.Create(CultureInfo.InvariantCulture, $"{_start}.{_version}"),
            newestFirst,
            [.. newestFirst.Select(id => _traces[id]).Where(trace => trace.ChangedAt > after || trace.HasOpen).Select(trace => trace.Read(now))]);
    }

    long Now() => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
}

/// <summary>What is kept, at one moment.</summary>
/// <param name="Version">Stands for that moment.</param>
/// <param name="Order">All traces, the newest first.</param>
/// <param name="Traces">Those that were asked for, in the same order.</param>
sealed record ReadTraces(string Version, IReadOnlyList<TraceId> Order, IReadOnlyList<ShownTrace> Traces);
