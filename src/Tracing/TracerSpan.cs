using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>A span that a <see cref="Tracer"/> has started or adopted: its trace, and what all its kinds do the same way.</summary>
abstract class TracerSpan : Span
{
    // A byte each, so that they fit beside what the base class has.
    readonly byte _kind;
    readonly SpanStartFlags _startFlags;
    private protected byte _status;

    protected TracerSpan(Trace trace, SpanKind kind, SpanStartFlags startFlags)
    {
        Trace = trace;
        _kind = (byte)kind;
        _startFlags = startFlags;
    }

    /// <summary>A span that somebody else ends.</summary>
    protected TracerSpan(Trace trace, SpanKind kind, TracerSpan? standsFor)
        : base(standsFor)
    {
        Trace = trace;
        _kind = (byte)kind;
    }

    public override SpanKind Kind => (SpanKind)_kind;

    internal Trace Trace { get; }

    internal SpanStartFlags StartFlags => _startFlags;

    internal bool IsFirst => Has(SpanStartFlags.First);

    /// <summary>What a child of it hangs under that the platform records.</summary>
    internal abstract ActivityContext NearestHeard { get; }

    /// <summary>The activity that it is, or that is around it; null where there is none.</summary>
    internal virtual Activity? ActivityAround => Activity;

    /// <summary>Whether nobody records it, so that nearly always nobody records what is below.</summary>
    internal virtual bool IsSampledOut => false;

    private protected bool Has(SpanStartFlags startFlags) => (_startFlags & startFlags) != 0;

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

    internal static SpanAttribute[] AttributesOf(in SpanStartOptions options) => options.Attributes is { } attributes ? [.. attributes] : [];
}
