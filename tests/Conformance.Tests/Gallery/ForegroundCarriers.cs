namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>A thread of the foreground is nobody's request, it thinks.</summary>
[CaughtBy("ASYNC-12")]
sealed class BackgroundOnlyCarrier() : DelegatingCarrier(new AsyncLocalCarrier())
{
    readonly AsyncLocal<Thread?> _thread = new();

    public override Span? Current =>
        Thread.CurrentThread is { IsBackground: false } thread && _thread.Value is { } attached && attached != thread ? null : base.Current;

    public override CarrierScope Attach(Span? span)
    {
        _thread.Value = Thread.CurrentThread;
        return base.Attach(span);
    }
}
