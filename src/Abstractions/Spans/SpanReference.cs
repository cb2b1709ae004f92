namespace Stackbilt.Observability;

/// <summary>
/// What a carrier stores in place of a span: it answers the span while it is open, and null from its end on.
/// </summary>
/// <remarks>
/// One small object per span, emptied by <see cref="Span.End()"/>. A flow that captured it (a timer, a registration, a
/// pooled connection) therefore neither sees a span that is over nor keeps it alive (LIFE-01, LIFE-21). Safe from any
/// thread.
/// </remarks>
public sealed class SpanReference
{
    Span? _target;

    internal SpanReference(Span target) => _target = target;

    SpanReference()
    {
    }

    /// <summary>The span while it is open, else null. One field read.</summary>
    public Span? Target => _target;

    /// <summary>As after the end of a span that nobody knows.</summary>
    internal static SpanReference CreateEmpty() => new();

    internal void Clear() => Volatile.Write(ref _target, null);
}
