namespace Stackbilt.Observability.Tests.Tracers;

/// <summary>Work that returns a <c>ValueTask</c> is waited for, and not taken for work that has returned its result.</summary>
public class ValueTaskWorkTests
{
    readonly Recorded _recorded = new();
    readonly TaskCompletionSource<int> _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task The_span_is_open_until_a_value_task_completes()
    {
        var span = _recorded.Root();

        var running = _recorded.Tracer.RunInSpan(span, _ => new ValueTask(_gate.Task));

        Assert.False(span.HasEnded);
        _gate.SetResult(7);
        await running;
        Assert.True(span.HasEnded);
    }

    [Fact]
    public async Task The_span_is_open_until_a_value_task_has_its_result()
    {
        var span = _recorded.Root();

        var running = _recorded.Tracer.RunInSpan(span, async ValueTask<int> (_) => await _gate.Task);

        Assert.False(span.HasEnded);
        _gate.SetResult(7);
        Assert.Equal(7, await running);
        Assert.True(span.HasEnded);
    }

    [Fact]
    public async Task What_a_value_task_throws_late_is_recorded()
    {
        var span = _recorded.Root();
        var thrown = new InvalidOperationException("why");

        var running = _recorded.Tracer.RunInSpan(span, _ => new ValueTask<int>(_gate.Task)).AsTask();
        _gate.SetException(thrown);

        Assert.Same(thrown, await Record.ExceptionAsync(() => running));
        Assert.Equal(SpanStatus.Error, Assert.Single(_recorded.Spans.Spans).Status);
    }

    [Fact]
    public async Task A_scope_is_open_until_a_value_task_completes()
    {
        var owner = Substitute.For<IScopeOwner>();
        var carrier = Substitute.For<IContextCarrier>();
        carrier.Capabilities.Returns(CarrierCapabilities.Ambient | CarrierCapabilities.FlowsAcrossAwait);
        carrier.Attach(Arg.Any<Span?>()).Returns(call => new CarrierScope(call.Arg<Span?>(), owner, new object()));

        var running = new Tracer(carrier).Carrier.RunWithSpan(_recorded.Root(), _ => new ValueTask<int>(_gate.Task));

        Assert.Empty(owner.ReceivedCalls());
        _gate.SetResult(7);
        Assert.Equal(7, await running);
        Assert.Single(owner.ReceivedCalls());
    }
}
