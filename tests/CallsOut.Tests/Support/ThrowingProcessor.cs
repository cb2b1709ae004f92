namespace Stackbilt.Observability.Tests;

sealed class ThrowingProcessor(Thrower thrower) : ISpanProcessor
{
    public void OnStart(Span span) => thrower.At("ISpanProcessor.OnStart");

    public void OnEnd(in FinishedSpan span) => thrower.At("ISpanProcessor.OnEnd");
}
