namespace Stackbilt.Observability.Tests;

sealed class ThrowingProcessor(Thrower thrower) : IBufferingSpanProcessor
{
    public void OnStart(Span span) => thrower.At("ISpanProcessor.OnStart");

    public void OnEnd(in FinishedSpan span) => thrower.At("ISpanProcessor.OnEnd");

    public Task ForceFlushAsync(CancellationToken cancellationToken)
    {
        thrower.At("IBufferingSpanProcessor.ForceFlushAsync");
        return Task.CompletedTask;
    }
}
