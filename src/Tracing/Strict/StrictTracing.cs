using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Stackbilt.Observability;

/// <summary>
/// Strict mode, for development and tests: watches a carrier and the spans of a tracer, and reports what is done wrong with
/// them and where. Nothing is ever thrown into the work; only <see cref="Verify"/> throws.
/// </summary>
/// <remarks>
/// <para>
/// Found: scopes closed out of order, twice or in another flow; scopes never closed; spans never ended; spans started after
/// their trace was over; reads of the active span under a carrier that hands it down as an argument only. Spans that are not
/// recorded are not watched, nor are scopes with nothing to end.
/// </para>
/// <para>
/// Safe from any thread. One per tracer. A stack is taken for every span and every scope: some ten kilobytes and some tens of
/// microseconds each. What is closed properly is forgotten at once; spans and their attributes are never held.
/// </para>
/// </remarks>
public sealed class StrictTracing : ISpanProcessor
{
    readonly IContextCarrier _watched;
    readonly bool _keepsStacks;
    readonly bool _passesToWorkOnly;
    readonly MisuseList _misuses;
    readonly ConcurrentDictionary<long, Opening> _scopes = new();
    readonly ConcurrentDictionary<(TraceId, SpanId), OpenSpan> _spans = new();
    // By the trace itself, so that a trace of which nobody has a span any more is forgotten.
    readonly ConditionalWeakTable<Trace, WatchedTrace> _traces = [];
    long _opened;
    volatile bool _hasNotedRead;

    /// <summary>Watches a carrier. Give <see cref="Carrier"/> and this, as a processor, to the tracer.</summary>
    /// <param name="carrier">The carrier; not null. Where several wrap each other, the outermost.</param>
    /// <param name="reported">
    /// Called with each misuse in <see cref="Misuses"/> when it is noticed, on the thread that did it; null for nothing. What it
    /// throws is reported to <see cref="TracingFaults"/>.
    /// </param>
    /// <param name="keepStacks">False for a cheap watch that says what is wrong and not where.</param>
    /// <exception cref="ArgumentNullException"><paramref name="carrier"/> is null.</exception>
    public StrictTracing(IContextCarrier carrier, Action<Misuse>? reported = null, bool keepStacks = true)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        _watched = carrier;
        _misuses = new MisuseList(this, reported);
        _keepsStacks = keepStacks;
        _passesToWorkOnly = PassesToWorkOnly(carrier);
        Carrier = new StrictCarrier(carrier, this);
        CarrierToBind = _passesToWorkOnly ? new AmbientReadWatch(this) : Carrier;
    }

    /// <summary>The carrier to give to the tracer: it answers what the watched one answers.</summary>
    public IContextCarrier Carrier { get; }

    /// <summary>
    /// The carrier to give to <see cref="ActiveSpan.Bind"/>: <see cref="Carrier"/> or, when the watched carrier keeps nothing
    /// ambient, one that answers nothing and reports each read as misuse.
    /// </summary>
    public IContextCarrier CarrierToBind { get; }

    /// <summary>
    /// What has been noticed so far, in that order: a copy. The same misuse at the same place is there once, and the first
    /// 1,000 of them are kept. What is still open is in <see cref="Open"/>.
    /// </summary>
    public IReadOnlyList<Misuse> Misuses => _misuses.Copy();

    /// <summary>
    /// The spans that have not ended and the scopes that have not been closed, in the order of their opening: a copy. Read
    /// when the work is done, each is a misuse. Writes out every stack, which takes its time.
    /// </summary>
    public IReadOnlyList<Misuse> Open =>
    [
        .. _spans.Values.Concat(_scopes.Values)
            .OrderBy(opening => opening.Order)
            .Select(StillOpen),
    ];

    /// <summary>For the end of a test or of a program: what was noticed, and what is still open, is an exception.</summary>
    /// <exception cref="TracingMisuseException">Something was done wrong; the message says what and where.</exception>
    public void Verify()
    {
        Misuse[] found = [.. Misuses, .. Open];
        if (found.Length > 0)
            throw new TracingMisuseException(found);
    }

    void ISpanProcessor.OnStart(Span span)
    {
        var startedAt = Here();
        var begins = TraceOf(span, startedAt);
        _spans[(span.TraceId, span.SpanId)] =
            new OpenSpan(span.Name, startedAt, Interlocked.Increment(ref _opened), begins);
    }

    void ISpanProcessor.OnEnd(in FinishedSpan span)
    {
        if (_spans.TryRemove((span.Context.TraceId, span.Context.SpanId), out var ended) && ended.BeginsTrace is { } trace)
            trace.IsOver = true;
    }

    /// <summary>The trace that the span begins, if it is the first one. Reports a later one if the trace is over.</summary>
    WatchedTrace? TraceOf(Span span, CallStack? startedAt)
    {
        if (span is not TracerSpan started)
            return null;

        if (started.IsFirst)
        {
            var begins = new WatchedTrace(span.Name);
            _traces.AddOrUpdate(started.Trace.Origin, begins);
            return begins;
        }

        if (_traces.TryGetValue(started.Trace.Origin, out var trace) && trace.IsOver)
        {
            _misuses.Add(new Misuse(MisuseKind.SpanAfterItsTrace, _watched)
            {
                SpanName = span.Name,
                EndedSpanName = trace.FirstSpanName,
                OpenedAt = startedAt?.ToString(),
            });
        }

        return null;
    }

    internal OpenScope NoteOpened(Span? span)
    {
        var opening = new Opening(span?.Name, Here(), Interlocked.Increment(ref _opened));
        _scopes[opening.Order] = opening;
        return new OpenScope(opening);
    }

    internal void NoteClosed(OpenScope scope, DetachResult result)
    {
        if (result.Outcome == DetachOutcome.WrongFlow)
        {
            // It is still open where it was opened, and can be closed there.
            _misuses.Add(Closed(MisuseKind.ScopeClosedInAnotherFlow, scope, result));
            return;
        }

        var isFirst = scope.Close();
        if (isFirst)
            _scopes.TryRemove(scope.Opening.Order, out _);

        // A first close that finds it gone is right: the end of the span has dropped it.
        if (result.Outcome == DetachOutcome.OutOfOrder)
            _misuses.Add(Closed(MisuseKind.ScopeClosedOutOfOrder, scope, result));
        else if (result.Outcome == DetachOutcome.AlreadyDetached && !isFirst)
            _misuses.Add(Closed(MisuseKind.ScopeClosedTwice, scope, result));
    }

    internal void NoteRead()
    {
        // Without stacks every read is the same.
        if (!_passesToWorkOnly || (_hasNotedRead && !_keepsStacks))
            return;

        _hasNotedRead = true;
        _misuses.Add(new Misuse(MisuseKind.AmbientRead, _watched) { NoticedAt = Here()?.ToString() });
    }

    Misuse Closed(MisuseKind kind, OpenScope scope, DetachResult result) => new(kind, _watched)
    {
        SpanName = scope.Opening.SpanName,
        Depth = result.Depth,
        OpenedAt = scope.Opening.At?.ToString(),
        NoticedAt = Here()?.ToString(),
    };

    CallStack? Here() => _keepsStacks ? new CallStack() : null;

    Misuse StillOpen(Opening opening)
    {
        var kind = opening is OpenSpan ? MisuseKind.SpanNeverEnded : MisuseKind.ScopeNeverClosed;
        return new Misuse(kind, _watched) { SpanName = opening.SpanName, OpenedAt = opening.At?.ToString() };
    }

    /// <summary>Null, which hands down nothing, is switched off on purpose: nobody has to be told.</summary>
    static bool PassesToWorkOnly(IContextCarrier carrier) =>
        (CarrierClaims.Of(carrier) & (CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient)) == CarrierCapabilities.PassesToWork;
}
