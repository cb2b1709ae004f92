namespace Stackbilt.Observability.Tests;

/// <summary>What a call of a grain hangs below, under a carrier that keeps nothing ambient.</summary>
static class HandedOn
{
    public static IDisposable? To(Span? span) => span is null || ActiveSpan.Current is not null ? null : GrainCalls.Below(span);
}
