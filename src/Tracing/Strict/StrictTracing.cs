using System.Collections.Concurrent;

namespace Stackbilt.Observability;

/// <summary>
/// Strict mode, for development and tests: watches a carrier and the spans of a tracer, and tells of what is done wrong with
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
public sealed partial class StrictTracing : ISpanProcessor
{
    const int MostMisuses = 1000;

    [ThreadStatic]
    static bool _isTelling;

    readonly IContextCarrier _watched;
    readonly Action<Misuse>? _reported;
    readonly bool _keepsStacks;
    readonly bool _passesToWorkOnly;
    readonly object _gate = new();
    readonly List<Misuse> _misuses = [];
    // Texts only, and not the carrier, whose own idea of equality is somebody else's code.
    readonly HashSet<(MisuseKind, string?, string?, int, string?, string?)> _known = [];
    readonly ConcurrentDictionary<long, Opening> _scopes = new();
    readonly ConcurrentDictionary<(TraceId, SpanId), OpenSpan> _spans = new();
    long _opened;

    /// <summary>Watches a carrier. Give <see cref="Carrier"/> and this, as a processor, to the tracer.</summary>
    /// <param name="carrier">The carrier; not null. Where several wrap each other, the outermost.</param>
    /// <param name="reported">
    /// Told of each misuse in <see cref="Misuses"/> when it is noticed, on the thread that did it; null for nobody. What it
    /// throws is reported to <see cref="TracingFaults"/>.
    /// </param>
    /// <param name="keepStacks">False for a cheap watch that says what is wrong and not where.</param>
    /// <exception cref="ArgumentNullException"><paramref name="carrier"/> is null.</exception>
    public StrictTracing(IContextCarrier carrier, Action<Misuse>? reported = null, bool keepStacks = true)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        _watched = carrier;
        _reported = reported;
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
    public IReadOnlyList<Misuse> Misuses
    {
        get
        {
            lock (_gate)
                return [.. _misuses];
        }
    }

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

    CallStack? Here() => _keepsStacks ? new CallStack() : null;

    void Note(Misuse misuse)
    {
        lock (_gate)
        {
            var same = (misuse.Kind, misuse.SpanName, misuse.EndedSpanName, misuse.Depth, misuse.OpenedAt, misuse.NoticedAt);
            if (_misuses.Count == MostMisuses || !_known.Add(same))
                return;

            _misuses.Add(misuse);
        }

        // Of misuse inside it, which is kept all the same, it would hear for ever.
        if (_isTelling)
            return;

        _isTelling = true;
        try
        {
            _reported?.Invoke(misuse);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(this, nameof(Note), exception);
        }
        finally
        {
            _isTelling = false;
        }
    }

    Misuse StillOpen(Opening opening)
    {
        var kind = opening is OpenSpan ? MisuseKind.SpanNeverEnded : MisuseKind.ScopeNeverClosed;
        return new Misuse(kind, _watched) { SpanName = opening.SpanName, OpenedAt = opening.At?.ToString() };
    }

    /// <summary>Null, which hands down nothing, is switched off on purpose: nobody has to be told.</summary>
    static bool PassesToWorkOnly(IContextCarrier carrier)
    {
        try
        {
            return (carrier.Capabilities & (CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient)) == CarrierCapabilities.PassesToWork;
        }
        catch (Exception exception)
        {
            TracingFaults.Report(carrier, nameof(IContextCarrier.Capabilities), exception);
            return false;
        }
    }
}
