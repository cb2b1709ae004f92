using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>A span that a <see cref="Tracer"/> has started or adopted: its trace, and what all its kinds do the same way.</summary>
abstract class TracerSpan : Span
{
    // A byte each, so that they fit beside what the base class has.
    readonly byte _kind;
    readonly SpanStartFlags _startFlags;
    private protected byte _status;
    Trace _trace;

    protected TracerSpan(Trace trace, SpanKind kind, SpanStartFlags startFlags)
    {
        _trace = trace;
        _kind = (byte)kind;
        _startFlags = startFlags;
    }

    /// <summary>A span that other code ends.</summary>
    protected TracerSpan(Trace trace, SpanKind kind, TracerSpan? standsFor)
        : base(standsFor)
    {
        _trace = trace;
        _kind = (byte)kind;
    }

    public override SpanKind Kind => (SpanKind)_kind;

    public override Baggage Baggage => _trace.Baggage ?? Baggage.Empty;

    /// <summary>Another one from a change of the baggage on.</summary>
    internal Trace Trace => _trace;

    internal SpanStartFlags StartFlags => _startFlags;

    internal bool IsFirst => Has(SpanStartFlags.First);

    /// <summary>What a child of it hangs under that the platform records.</summary>
    internal abstract ActivityContext NearestHeard { get; }

    /// <summary>The activity that it is, or that is around it; null where there is none.</summary>
    internal virtual Activity? ActivityAround => Activity;

    /// <summary>Whether nobody records it, so that nearly always nobody records what is below.</summary>
    internal virtual bool IsSampledOut => false;

    private protected bool Has(SpanStartFlags startFlags) => (_startFlags & startFlags) != 0;

    /// <summary>The changes of several threads come one after the other, and none is lost.</summary>
    protected override Span ChangeBaggage(BaggageEntry entry, Baggage? whole)
    {
        var trace = _trace;
        while (!HasEnded)
        {
            var found = Interlocked.CompareExchange(ref _trace, trace.With(Changed(entry, whole)), trace);
            if (ReferenceEquals(found, trace))
            {
                if (IsFirst && Activity is null)
                    TellHost(entry, whole);

                break;
            }

            trace = found;
        }

        return this;
    }

    /// <summary>
    /// A host's activity that nobody hears has the ids of the span that stands for it: what HttpClient sends below it is sent below
    /// the span.
    /// </summary>
    void TellHost(BaggageEntry entry, Baggage? whole)
    {
        for (var activity = Activity.Current; activity is not null; activity = activity.Parent)
        {
            if (activity.SpanId.ToSpanId() != SpanId || activity.TraceId.ToTraceId() != TraceId)
                continue;

            ActivityBaggage.Set(activity, entry, whole);
            return;
        }
    }

    private protected Baggage Changed(BaggageEntry entry, Baggage? whole) => whole ?? Baggage.With(entry.Key, entry.Value);

    protected override Span StartChildCore(
        InstrumentationScope? scope,
        string name,
        SpanKind kind,
        bool makeActive,
        ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Trace.Tracer.StartChild(this, scope, name, kind, makeActive, details: null, attributes);
    }

    protected override Span StartChildCore(InstrumentationScope? scope, string name, in SpanStartOptions options, bool makeActive)
    {
        ArgumentNullException.ThrowIfNull(name);
        var details = StartDetails.Of(options.Links, options.StartTime);
        return Trace.Tracer.StartChild(this, scope, name, options.Kind, makeActive, details, AttributesOf(in options));
    }

    internal static SpanAttribute[] AttributesOf(in SpanStartOptions options) => options.Attributes as SpanAttribute[] ?? [];
}
