namespace Stackbilt.Observability.Tests.Strict;

/// <summary>Code that does everything right is not told of, under any carrier, with and without a listener, on any thread.</summary>
public class RightCodeTests
{
    [Theory]
    [InlineData("AsyncLocal", false)]
    [InlineData("AsyncLocal", true)]
    [InlineData("Explicit", false)]
    [InlineData("Explicit", true)]
    [InlineData("Null", false)]
    [InlineData("Null", true)]
    public async Task Of_many_flows_at_once(string carrier, bool isHeard)
    {
        using var listened = isHeard ? new Activities.Listened() : null;
        var watched = new Watched(CarrierNamed.Of(carrier), listened?.Source);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Request(watched.Tracer))));

        watched.NothingWrong();
        Assert.NotEmpty(watched.Spans.Spans);
    }

    static async Task Request(Tracer tracer)
    {
        var root = tracer.StartRoot("request");
        await tracer.RunInSpan(root, async active =>
        {
            using (tracer.Carrier.Attach(root))
            using (tracer.Carrier.Attach(null))
            using (tracer.Carrier.Attach(active))
                await Task.Yield();

            using (var step = root.StartActiveChild("step"))
                await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => Piece(tracer, step))));

            tracer.RunInSpan(root.StartChild("sync"), _ => { });
        });
    }

    static async Task Piece(Tracer tracer, Span parent)
    {
        using var span = parent.StartChild("piece");
        using var scope = tracer.Carrier.Attach(span);
        await Task.Yield();
        using var deeper = span.StartActiveChild("deeper");
        await Task.Yield();
    }

    [Fact]
    public void What_many_threads_leave_open_at_once_is_all_found()
    {
        const int Threads = 8;
        const int Times = 50;
        var watched = new Watched();
        SimultaneousThreads.Run([.. Enumerable.Range(0, Threads).Select(_ => (Action)(() =>
        {
            for (var time = 0; time < Times; time++)
            {
                var span = watched.Tracer.StartRoot("left open");
                using (watched.Tracer.Carrier.Attach(span))
                    span.StartChild("ended").End();
            }
        }))]);

        Assert.Equal(Threads * Times, watched.Strict.Open.Count);
        Assert.All(watched.Strict.Open, open => Assert.Equal((MisuseKind.SpanNeverEnded, "left open"), (open.Kind, open.SpanName)));
        Assert.Empty(watched.Strict.Misuses);
    }

    [Fact]
    public void Two_flows_may_close_their_scopes_in_any_order()
    {
        var watched = new Watched();
        using (var root = watched.Tracer.StartRoot("root"))
        {
            var outer = watched.Strict.Carrier.Attach(root);
            var fork = ExecutionContext.Capture()!;
            CarrierScope inFork = default;
            ExecutionContext.Run(fork, _ =>
            {
                inFork = watched.Strict.Carrier.Attach(null);
                fork = ExecutionContext.Capture()!;
            }, null);
            outer.Dispose();
            ExecutionContext.Run(fork, _ => inFork.Dispose(), null);
        }

        watched.NothingWrong();
    }

    [Fact]
    public void A_scope_may_be_closed_after_the_end_of_its_span()
    {
        var watched = new Watched();
        var root = watched.Tracer.StartRoot("root");
        using (var scope = watched.Tracer.Carrier.Attach(root))
        {
            root.End();
            using var next = watched.Tracer.StartRoot("next");
            watched.Tracer.Carrier.RunWithSpan(next, _ => { });
        }

        watched.NothingWrong();
    }

    [Fact]
    public void A_carrier_that_throws_is_a_fault_and_no_misuse()
    {
        var owner = Substitute.For<IScopeOwner>();
        owner.Detach(Arg.Any<object>(), Arg.Any<Span?>()).Returns(_ => throw new InvalidOperationException("broken"));
        var broken = Substitute.For<IContextCarrier>();
        broken.Capabilities.Returns(CarrierCapabilities.Ambient);
        broken.Attach(Arg.Any<Span?>()).Returns(call => new CarrierScope(call.Arg<Span?>(), owner, new object()));
        using var faults = new FaultsOf(owner);
        var watched = new Watched(broken);

        watched.Tracer.RunInSpan(watched.Tracer.StartRoot("root"), _ => { });

        Assert.Single(faults.Reported);
        watched.NothingWrong();
    }
}
