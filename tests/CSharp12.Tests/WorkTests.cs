using Stackbilt.Observability;

namespace CSharp12.Tests;

/// <summary>
/// Which overload a lambda binds to: work that is asynchronous is waited for, so that its span is open until its end.
/// </summary>
public class WorkTests
{
    readonly SpanRecorder _recorder = new();
    readonly Tracer _tracer;
    readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WorkTests() => _tracer = new Tracer(new AsyncLocalCarrier(), [_recorder]);

    [Fact]
    public async Task An_async_lambda_is_a_task_and_is_waited_for()
    {
        Task running = _tracer.RunInSpan(_tracer.StartRoot("root"), async _ => await _gate.Task);
        Task<int> counting = _tracer.RunInSpan(_tracer.StartRoot("other"), async _ =>
        {
            await _gate.Task;
            return 1;
        });
        await AssertWaits(Task.WhenAll(running, counting));
        Assert.Equal(1, await counting);
    }

    [Fact]
    public async Task A_method_that_returns_a_ValueTask_is_waited_for()
    {
        ValueTask running = _tracer.RunInSpan(_tracer.StartRoot("root"), _ => Wait());
        ValueTask<int> counting = _tracer.RunInSpan(_tracer.StartRoot("other"), _ => Count());
        await AssertWaits(Task.WhenAll(running.AsTask(), counting.AsTask()));
    }

    [Fact]
    public async Task Work_under_a_carrier_and_with_a_state()
    {
        var carrier = _tracer.Carrier;
        using var root = _tracer.StartRoot("root");
        Assert.Null(await carrier.RunWithSpan(null, async _ =>
        {
            await Task.Yield();
            return _tracer.Current;
        }));
        Assert.Same(root, await carrier.RunWithSpan(root, 1, async (_, _) =>
        {
            await Task.Yield();
            return _tracer.Current;
        }));
        Assert.Same(root, carrier.RunWithSpan(root, active => active));
        Span? seen = null;
        carrier.RunWithSpan(root, active => { seen = active; });
        Assert.Same(root, seen);
    }

    [Fact]
    public async Task Received_work_with_attributes_and_with_a_state_is_waited_for()
    {
        SpanContext[] received = [default];
        Task running = _tracer.RunInSpan(
            _tracer.StartReceived("one", default, IncomingTrace.Link, SpanKind.Consumer, ("a", 1)),
            _gate,
            static async (_, gate) => await gate.Task);
        ValueTask<int> counting = _tracer.RunInSpan(_tracer.StartBatch("several", received), this, static (_, test) => test.Count());
        await AssertWaits(Task.WhenAll(running, counting.AsTask()));
    }

    [Fact]
    public async Task Work_that_only_throws_is_a_task_unless_it_is_said_otherwise()
    {
        Task running = _tracer.RunInSpan(_tracer.StartRoot("root"), _ => throw new InvalidOperationException());
        await Assert.ThrowsAsync<InvalidOperationException>(() => running);
        Action<Span?> work = _ => throw new InvalidOperationException();
        Assert.Throws<InvalidOperationException>(() => _tracer.RunInSpan(_tracer.StartRoot("root"), work));
    }

    async Task AssertWaits(Task all)
    {
        Assert.Empty(_recorder.Spans);
        _gate.SetResult();
        await all;
        Assert.Equal(2, _recorder.Spans.Count);
    }

    async ValueTask Wait() => await _gate.Task;

    async ValueTask<int> Count()
    {
        await _gate.Task;
        return 1;
    }
}
