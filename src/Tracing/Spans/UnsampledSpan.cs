using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// The first span of a trace that nobody records: not sampled, or of a tracer that is off. It has ids, so that headers go on,
/// and ends; all that is started below it is one <see cref="PassingSpan"/>.
/// </summary>
sealed class UnsampledSpan(Trace trace, SpanContext context, SpanId parentSpanId, string name, SpanKind kind, SpanStartFlags startFlags = SpanStartFlags.First)
    : UnrecordedSpan(trace, kind, startFlags)
{
    string _name = name;
    AsActivity? _nearestHeard;

    public override TraceId TraceId => context.TraceId;

    public override SpanId SpanId => context.SpanId;

    public override SpanId ParentSpanId => parentSpanId;

    public override string Name => _name;

    public override SpanContext Context => context;

    /// <summary>Kept, since a listener is asked for each child.</summary>
    internal override ActivityContext NearestHeard => (_nearestHeard ??= new AsActivity(context.ToActivityContext())).Context;

    internal override bool IsSampledOut => true;

    public override Span UpdateName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!HasEnded)
            _name = name;

        return this;
    }

    sealed record AsActivity(ActivityContext Context);
}
