using System.Runtime.CompilerServices;

namespace Stackbilt.Observability;

/// <summary>The spans that a carrier may still answer though they should be gone. Keeps none of them alive.</summary>
sealed class DistrustedSpans
{
    static readonly object Mark = new();

    readonly ConditionalWeakTable<Span, object> _spans = [];

    public void Add(Span? span)
    {
        if (span is not null)
            _spans.AddOrUpdate(span, Mark);
    }

    public bool Contains(Span span) => _spans.TryGetValue(span, out _);
}
