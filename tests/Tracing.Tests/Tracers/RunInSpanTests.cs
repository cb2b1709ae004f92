namespace Stackbilt.Observability.Tests.Tracers;

public class RunInSpanTests
{
    delegate Task<int> Overload(Tracer tracer, Span? span, Func<Span?, int> work);

    static readonly Dictionary<string, Overload> Overloads = new()
    {
        ["action"] = (tracer, span, work) =>
        {
            var result = 0;
            tracer.RunInSpan(span, active => { result = work(active); });
            return Task.FromResult(result);
        },
        ["function"] = (tracer, span, work) => Task.FromResult(tracer.RunInSpan(span, active => work(active))),
        ["task"] = async (tracer, span, work) =>
        {
            var result = 0;
            await tracer.RunInSpan(span, async active =>
            {
                await Task.Yield();
                result = work(active);
            });
            return result;
        },
        ["task with result"] = (tracer, span, work) => tracer.RunInSpan(span, async active =>
        {
            await Task.Yield();
            return work(active);
        }),
        ["value task"] = async (tracer, span, work) =>
        {
            var result = 0;
            await tracer.RunInSpan(span, active =>
            {
                result = work(active);
                return default(ValueTask);
            });
            return result;
        },
        ["value task with result"] = async (tracer, span, work) =>
            await tracer.RunInSpan(span, active => ValueTask.FromResult(work(active))),
        ["action with state"] = (tracer, span, work) =>
        {
            var result = new int[1];
            tracer.RunInSpan(span, (work, result), static (active, run) => { run.result[0] = run.work(active); });
            return Task.FromResult(result[0]);
        },
        ["function with state"] = (tracer, span, work) =>
            Task.FromResult(tracer.RunInSpan(span, work, static (active, run) => run(active))),
        ["task with state"] = async (tracer, span, work) =>
        {
            var result = new int[1];
            await tracer.RunInSpan(span, (work, result), static async (active, run) =>
            {
                await Task.Yield();
                run.result[0] = run.work(active);
            });
            return result[0];
        },
        ["task with state and result"] = (tracer, span, work) => tracer.RunInSpan(span, work, static async (active, run) =>
        {
            await Task.Yield();
            return run(active);
        }),
        ["value task with state"] = async (tracer, span, work) =>
        {
            var result = new int[1];
            await tracer.RunInSpan(span, (work, result), static (active, run) =>
            {
                run.result[0] = run.work(active);
                return default(ValueTask);
            });
            return result[0];
        },
        ["value task with state and result"] = async (tracer, span, work) =>
            await tracer.RunInSpan(span, work, static (active, run) => ValueTask.FromResult(run(active))),
    };

    readonly Recorded _recorded = new();

    public static TheoryData<string> All() => [.. Overloads.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Runs_inside_the_span_and_ends_it(string overload)
    {
        var span = _recorded.Root();
        var runs = 0;

        var result = await Overloads[overload](_recorded.Tracer, span, active =>
        {
            Assert.Same(span, active);
            Assert.Same(span, _recorded.Tracer.Current);
            Assert.False(span.HasEnded);
            return ++runs;
        });

        Assert.Equal((1, 1), (runs, result));
        Assert.Null(_recorded.Tracer.Current);
        var data = Assert.Single(_recorded.Spans.Spans);
        Assert.Equal(SpanStatus.Unset, data.Status);
        Assert.Empty(data.Events);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Records_what_is_thrown_and_rethrows_it(string overload)
    {
        var thrown = new InvalidOperationException("why");

        var caught = await Record.ExceptionAsync(
            () => Overloads[overload](_recorded.Tracer, _recorded.Root(), _ => Throw(thrown)));

        Assert.Same(thrown, caught);
        Assert.Contains(nameof(Throw), caught.StackTrace, StringComparison.Ordinal);
        var data = Assert.Single(_recorded.Spans.Spans);
        Assert.Equal((SpanStatus.Error, "why"), (data.Status, data.StatusDescription));
        Assert.Equal("exception", Assert.Single(data.Events).Name);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_stop_that_was_asked_for_is_recorded_and_is_no_error(string overload)
    {
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();

        var data = await Failed(overload, new OperationCanceledException("stopped", stopping.Token));

        Assert.Equal((SpanStatus.Unset, null), (data.Status, data.StatusDescription));
        Assert.Equal("exception", Assert.Single(data.Events).Name);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_cancellation_that_nobody_asked_for_is_an_error(string overload)
    {
        using var stopping = new CancellationTokenSource();
        Assert.Equal(SpanStatus.Error, (await Failed(overload, new OperationCanceledException("none"))).Status);
        Assert.Equal(SpanStatus.Error, (await Failed(overload, new OperationCanceledException("not cancelled", stopping.Token))).Status);
        await stopping.CancelAsync();
        Assert.Equal(
            SpanStatus.Error,
            (await Failed(overload, new TaskCanceledException("late", new TimeoutException(), stopping.Token))).Status);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task With_no_span_the_work_just_runs(string overload)
    {
        var thrown = new InvalidOperationException("why");

        Assert.Equal(7, await Overloads[overload](_recorded.Tracer, null, active => active is null ? 7 : 0));
        Assert.Same(thrown, await Record.ExceptionAsync(
            () => Overloads[overload](_recorded.Tracer, null, _ => Throw(thrown))));

        Assert.Empty(_recorded.Spans.Spans);
    }

    [Fact]
    public void A_status_that_the_work_has_called_ok_stays()
    {
        var thrown = new InvalidOperationException("why");
        Action<Span?> work = active =>
        {
            active!.SetStatus(SpanStatus.Ok);
            throw thrown;
        };

        Assert.Same(thrown, Record.Exception(() => _recorded.Tracer.RunInSpan(_recorded.Root(), work)));

        Assert.Equal(SpanStatus.Ok, Assert.Single(_recorded.Spans.Spans).Status);
    }

    [Fact]
    public void Under_a_carrier_that_carries_nothing_the_span_is_recorded_all_the_same()
    {
        var recorded = new Recorded(new NullCarrier());
        var thrown = new InvalidOperationException("why");

        Assert.Same(thrown, Record.Exception(
            () => recorded.Tracer.RunInSpan(recorded.Root(), active => active is null ? Throw(thrown) : 0)));

        Assert.Equal(SpanStatus.Error, Assert.Single(recorded.Spans.Spans).Status);
    }

    async Task<SpanData> Failed(string overload, Exception thrown)
    {
        var span = _recorded.Root();
        Assert.Same(thrown, await Record.ExceptionAsync(() => Overloads[overload](_recorded.Tracer, span, _ => Throw(thrown))));
        return _recorded.DataOf(span);
    }

    static int Throw(Exception exception) => throw exception;
}
