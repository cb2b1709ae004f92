using Stackbilt.Observability;

namespace OracleCluster;

/// <summary>What a call of a grain hangs below, under a carrier that keeps nothing ambient.</summary>
static class HandedOn
{
    /// <summary>Null where a span is active: that goes along by itself, and so does Orleans' own activity.</summary>
    public static IDisposable? To(Span? span) => span is null || ActiveSpan.Current is not null ? null : GrainCalls.Below(span);
}
