using System.Diagnostics;

namespace Stackbilt.Observability.Tests.Activities;

/// <summary>
/// Another flow stops an activity between a look at it and the moment when it is made current again. The platform refuses that
/// without a word, and then what was started or stopped meanwhile would stay current in a flow that it has nothing to do with.
/// </summary>
public sealed class StoppedMeanwhileTests : IDisposable
{
    readonly Listened _listened = new();

    public static TheoryData<string> Carriers => ["AsyncLocal", "Activity"];

    public void Dispose() => _listened.Dispose();

    [Theory]
    [MemberData(nameof(Carriers))]
    public void While_a_child_is_started(string name)
    {
        var tracer = new Tracer(CarrierNamed.Of(name), processors: null, _listened.Source);
        using var outer = tracer.StartRoot("outer");
        using var outside = tracer.Carrier.Attach(outer);
        var parent = tracer.StartRoot("parent");
        using var scope = tracer.Carrier.Attach(parent);
        _listened.OnStarted = () => InAnotherFlow(parent.End);

        using var child = outer.StartChild("child");

        Assert.Equal(outer, tracer.Current);
        Assert.Same(outer.Activity, Activity.Current);
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public void While_a_root_is_started(string name)
    {
        var tracer = new Tracer(CarrierNamed.Of(name), processors: null, _listened.Source);
        var parent = tracer.StartRoot("parent");
        using var scope = tracer.Carrier.Attach(parent);
        _listened.OnStarted = () => InAnotherFlow(parent.End);

        using var root = tracer.StartRoot("root");

        Assert.Null(tracer.Current);
        Assert.Null(Activity.Current);
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public void While_every_listener_declines(string name)
    {
        var tracer = new Tracer(CarrierNamed.Of(name), processors: null, _listened.Source);
        using var other = tracer.StartRoot("other");
        var active = tracer.StartRoot("active");
        using var scope = tracer.Carrier.Attach(active);
        _listened.OnSample = () => InAnotherFlow(active.End);

        _ = other.StartChild("declined");

        Assert.Null(tracer.Current);
        Assert.Null(Activity.Current);
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public void While_a_span_of_another_flow_ends(string name)
    {
        var tracer = new Tracer(CarrierNamed.Of(name), processors: null, _listened.Source);
        var elsewhere = InAnotherFlow(() =>
        {
            _ = tracer.Carrier.Attach(tracer.StartRoot("theirs"));
            return tracer.Current!.StartActiveChild("of theirs");
        });
        using var outer = tracer.StartRoot("outer");
        using var outside = tracer.Carrier.Attach(outer);
        var active = tracer.StartRoot("active");
        using var scope = tracer.Carrier.Attach(active);
        _listened.OnStopped = () =>
        {
            _listened.OnStopped = static () => { };
            InAnotherFlow(active.End);
        };

        elsewhere.End();

        Assert.Equal(outer, tracer.Current);
        Assert.Same(outer.Activity, Activity.Current);
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task Scopes_closed_while_what_is_outside_ends_leave_nothing_behind(string name)
    {
        var tracer = new Tracer(CarrierNamed.Of(name), processors: null, _listened.Source);
        using var start = new Barrier(2);
        for (var attempt = 0; attempt < 2_000; attempt++)
        {
            var outer = tracer.StartRoot("outer");
            using var inner = tracer.StartRoot("inner");
            var (current, active) = await Task.Run(async () =>
            {
                _ = tracer.Carrier.Attach(outer);
                var scope = tracer.Carrier.Attach(inner);
                Task ending;
                using (ExecutionContext.SuppressFlow())
                {
                    ending = Task.Run(() =>
                    {
                        start.SignalAndWait();
                        outer.End();
                    });
                }

                start.SignalAndWait();
                scope.Dispose();
                await ending;
                return (Activity.Current, tracer.Current);
            });

            Assert.NotSame(inner.Activity, current);
            Assert.Null(active);
        }
    }

    static void InAnotherFlow(Action work)
    {
        var thread = new Thread(() => work());
        thread.UnsafeStart();
        thread.Join();
    }

    static T InAnotherFlow<T>(Func<T> work)
    {
        T made = default!;
        InAnotherFlow(() => { made = work(); });
        return made;
    }
}
