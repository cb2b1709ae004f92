namespace Stackbilt.Observability.Tests.Tracers;

/// <summary>Every overload under every carrier: runs once, hands down, has the work's outcome, restores.</summary>
public class RunWithSpanTests
{
    /// <summary>Runs work through one overload; the work answers a number, for the overloads that have a result.</summary>
    delegate Task<int?> Overload(Tracer tracer, Span? span, Func<Span?, int> work);

    static readonly Dictionary<string, Overload> Overloads = new()
    {
        ["action"] = (tracer, span, work) => Done(() => tracer.Carrier.RunWithSpan(span, active => { work(active); })),
        ["function"] = (tracer, span, work) => Task.FromResult<int?>(tracer.Carrier.RunWithSpan(span, active => work(active))),
        ["action with state"] = (tracer, span, work) =>
            Done(() => tracer.Carrier.RunWithSpan(span, work, static (active, state) => { state(active); })),
        ["function with state"] = (tracer, span, work) =>
            Task.FromResult<int?>(tracer.Carrier.RunWithSpan(span, work, static (active, state) => state(active))),
        ["task"] = (tracer, span, work) => Done(tracer.Carrier.RunWithSpan(span, async active =>
        {
            work(active);
            await Task.Yield();
        })),
        ["task with result"] = async (tracer, span, work) => await tracer.Carrier.RunWithSpan(span, async active =>
        {
            await Task.CompletedTask;
            return work(active);
        }),
        ["task with state"] = (tracer, span, work) => Done(tracer.Carrier.RunWithSpan(span, work, static async (active, state) =>
        {
            state(active);
            await Task.Yield();
        })),
        ["task with state and result"] = async (tracer, span, work) =>
            await tracer.Carrier.RunWithSpan(span, work, static (active, state) => Task.FromResult(state(active))),
        ["value task"] = (tracer, span, work) => Done(tracer.Carrier.RunWithSpan(span, active => AsValueTask(work, active)).AsTask()),
        ["value task with result"] = async (tracer, span, work) =>
            await tracer.Carrier.RunWithSpan(span, active => AsValueTaskOfResult(work, active)),
        ["value task with state"] = (tracer, span, work) =>
            Done(tracer.Carrier.RunWithSpan(span, work, static (active, state) => AsValueTask(state, active)).AsTask()),
        ["value task with state and result"] = async (tracer, span, work) =>
            await tracer.Carrier.RunWithSpan(span, work, static (active, state) => AsValueTaskOfResult(state, active)),
    };

    public static TheoryData<string, string> All()
    {
        var all = new TheoryData<string, string>();
        foreach (var carrier in new[] { "AsyncLocal", "Activity", "Explicit", "Null" })
        {
            foreach (var overload in Overloads.Keys)
                all.Add(carrier, overload);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Runs_once_with_the_carried_span_and_restores(string carrier, string overload)
    {
        var tracer = new Recorded(CarrierNamed.Of(carrier)).Tracer;
        using var outer = tracer.StartRoot("outer");
        using var span = tracer.StartRoot("root");
        using var scope = tracer.Carrier.Attach(outer);
        var before = tracer.Current;
        var handed = new List<(Span? Argument, Span? Current)>();

        var result = await Overloads[overload](tracer, span, active =>
        {
            handed.Add((active, tracer.Current));
            return 7;
        });

        Assert.Equal(
            (carrier == "Null" ? null : span, carrier is "AsyncLocal" or "Activity" ? span : null),
            Assert.Single(handed));
        Assert.Equal(overload.Contains("result", StringComparison.Ordinal)
            || overload.StartsWith("function", StringComparison.Ordinal) ? 7 : null, result);
        Assert.Equal(before, tracer.Current);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Rethrows_the_very_exception_with_its_stack(string carrier, string overload)
    {
        var tracer = new Recorded(CarrierNamed.Of(carrier)).Tracer;
        using var span = tracer.StartRoot("root");
        var thrown = new InvalidOperationException("why");

        var caught = await Record.ExceptionAsync(() => Overloads[overload](tracer, span, _ => Throw(thrown)));

        Assert.Same(thrown, caught);
        Assert.Contains(nameof(Throw), caught.StackTrace, StringComparison.Ordinal);
        Assert.Null(tracer.Current);
        Assert.False(span.HasEnded);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Null_masks(string carrier, string overload)
    {
        var tracer = new Recorded(CarrierNamed.Of(carrier)).Tracer;
        using var span = tracer.StartRoot("root");
        using var scope = tracer.Carrier.Attach(span);

        await Overloads[overload](tracer, null, active =>
        {
            Assert.Null(active);
            Assert.Null(tracer.Current);
            return 0;
        });
    }

    static async Task<int?> Done(Task running)
    {
        await running;
        return null;
    }

    static Task<int?> Done(Action work)
    {
        work();
        return Task.FromResult<int?>(null);
    }

    static async ValueTask AsValueTask(Func<Span?, int> work, Span? active)
    {
        work(active);
        await Task.Yield();
    }

    static async ValueTask<int> AsValueTaskOfResult(Func<Span?, int> work, Span? active)
    {
        await Task.CompletedTask;
        return work(active);
    }

    static int Throw(Exception exception) => throw exception;
}
