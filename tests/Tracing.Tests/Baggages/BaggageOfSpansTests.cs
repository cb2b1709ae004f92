using System.Diagnostics;

namespace Stackbilt.Observability.Tests.Baggages;

/// <summary>Baggage travels with its span under every carrier, recorded or not.</summary>
public class BaggageOfSpansTests
{
    public static TheoryData<string, World> All => Worlds.All;

    [Theory]
    [MemberData(nameof(All))]
    public void A_child_has_what_its_parent_had(string carrier, World world)
    {
        using var worlds = new Worlds(carrier, world);
        var root = worlds.Tracer.StartRoot("root");
        Assert.Same(Baggage.Empty, root.Baggage);
        Assert.Same(Baggage.Empty, root.StartChild("before").Baggage);

        Assert.Same(root, root.SetBaggage("tenant", "7").SetBaggage("user", "Ada"));
        using var child = root.StartChild("child");
        using var grandchild = child.StartActiveChild("grandchild");

        Assert.Equal(["tenant=7", "user=Ada"], Of(root));
        Assert.Equal(["tenant=7", "user=Ada"], Of(child));
        Assert.Equal(["tenant=7", "user=Ada"], Of(grandchild));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_change_is_seen_below_and_neither_above_nor_beside(string carrier, World world)
    {
        using var worlds = new Worlds(carrier, world);
        var root = worlds.Tracer.StartRoot("root").SetBaggage("tenant", "7").SetBaggage("user", "Ada");
        var beside = root.StartChild("beside");

        var child = root.StartChild("child").SetBaggage("tenant", "8").SetBaggage("user", null).SetBaggage("new", "1");
        var below = child.StartChild("below").StartChild("further");
        var later = root.StartChild("later");

        Assert.Equal(["new=1", "tenant=8"], Of(child));
        Assert.Equal(["new=1", "tenant=8"], Of(below));
        Assert.All([root, beside, later], static span => Assert.Equal(["tenant=7", "user=Ada"], Of(span)));
        Assert.Equal(["tenant=8"], Of(below.SetBaggage("new", null)));
        Assert.Equal(["new=1", "tenant=8"], Of(child));
        Assert.Equal(["new=1", "tenant=8", "user=Bob"], Of(child.StartChild("again").SetBaggage("user", "Bob")));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Deep_code_finds_it_where_the_span_is_found(string carrier, World world)
    {
        using var worlds = new Worlds(carrier, world);
        var tracer = worlds.Tracer;
        using var root = tracer.StartRoot("root").SetBaggage("tenant", "7");
        // Where tracing is off, no child is made active.
        var all = world == World.Off ? "tenant=7" : "tenant=7,user=Ada";
        await tracer.RunInSpan(root, async active =>
        {
            using var child = (active ?? root).StartActiveChild("child").SetBaggage("user", "Ada");
            await Task.Yield();
            using (var inner = child.StartActiveChild("inner"))
                Assert.Equal(tracer.Current is null ? null : all, Active(tracer));

            await tracer.Carrier.RunWithSpan(child, async given =>
            {
                await Task.Yield();
                Assert.Equal(given is null ? [] : ["tenant=7", "user=Ada"], Of(given));
                Assert.Equal(tracer.Current is null ? null : "tenant=7,user=Ada", Active(tracer));
            });
        });

        Assert.Null(tracer.Current);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Active_children_come_and_go_with_theirs(string carrier, World world)
    {
        using var worlds = new Worlds(carrier, world);
        var tracer = worlds.Tracer;
        using var root = tracer.StartActiveSpan("root", default, Baggage.Empty.With("tenant", "7"));
        var isAmbient = tracer.Current is not null;

        using (root.StartActiveChild("first").SetBaggage("step", "1"))
        {
            Assert.Equal(isAmbient ? "step=1,tenant=7" : null, Active(tracer));
            using (tracer.Current?.StartActiveChild("second").SetBaggage("step", "2"))
                Assert.Equal(isAmbient ? "step=2,tenant=7" : null, Active(tracer));

            Assert.Equal(isAmbient ? "step=1,tenant=7" : null, Active(tracer));
        }

        Assert.Equal(isAmbient ? "tenant=7" : null, Active(tracer));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void An_active_child_of_one_that_is_not_active_brings_its_parents(string carrier, World world)
    {
        using var worlds = new Worlds(carrier, world);
        var tracer = worlds.Tracer;
        using var root = tracer.StartActiveSpan("root", default, Baggage.Empty.With("tenant", "7"));
        var isAmbient = tracer.Current is not null && world != World.Off;
        var before = Active(tracer);

        var given = root.StartChild("given").SetBaggage("step", "1");
        Assert.Equal(before, Active(tracer));
        using (given.StartActiveChild("active"))
            Assert.Equal(isAmbient ? "step=1,tenant=7" : before, Active(tracer));

        Assert.Equal(before, Active(tracer));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Behind_a_mask_there_is_none_unless_the_caller_hands_it_on(string carrier, World world)
    {
        using var worlds = new Worlds(carrier, world);
        var tracer = worlds.Tracer;
        using var request = tracer.StartRoot("request").SetBaggage("tenant", "7");
        using var scope = tracer.Carrier.Attach(request);
        using var mask = tracer.Carrier.Attach(null);

        Assert.Null(Active(tracer));
        Assert.Same(Baggage.Empty, tracer.StartRoot("letters").Baggage);
        Assert.Equal(["tenant=7"], Of(tracer.StartRoot("letters").SetBaggage(request.Baggage)));
        Assert.Equal(["tenant=7"], Of(tracer.StartSpan("letters", parent: default, request.Baggage).StartChild("letter")));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void All_of_it_can_be_exchanged(string carrier, World world)
    {
        using var worlds = new Worlds(carrier, world);
        var root = worlds.Tracer.StartRoot("root").SetBaggage("tenant", "7").SetBaggage("user", "Ada");

        var child = root.StartChild("child").SetBaggage(Baggage.Of(new("user", "Bob"), new("new", "1")));
        var bare = child.StartChild("bare").SetBaggage(Baggage.Empty);

        Assert.Equal(["new=1", "user=Bob"], Of(child));
        Assert.Empty(bare.Baggage);
        Assert.Empty(bare.StartChild("below").Baggage);
        Assert.Equal(["new=1", "user=Bob"], Of(child.StartChild("beside")));
        Assert.Equal(["tenant=7", "user=Ada"], Of(root));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void After_the_end_nothing_changes(string carrier, World world)
    {
        using var worlds = new Worlds(carrier, world);
        var root = worlds.Tracer.StartRoot("root").SetBaggage("tenant", "7");
        root.End();

        root.SetBaggage("tenant", "8").SetBaggage(Baggage.Empty);

        Assert.Equal(["tenant=7"], Of(root));
        Assert.Equal(["tenant=7"], Of(root.StartChild("late")));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void It_came_with_the_parent_of_another_process(string carrier, World world)
    {
        using var worlds = new Worlds(carrier, world);
        var caller = new SpanContext(new(1, 2), new(3), IsRemote: true, IsSampled: world != World.Unsampled);
        var baggage = BaggagePropagator.Read("tenant=7;ttl=30,user=Ada");

        var server = worlds.Tracer.StartSpan("server", caller, baggage, SpanKind.Server, ("a", 1));

        Assert.Equal((caller.TraceId, SpanKind.Server), (server.TraceId, server.Kind));
        Assert.Equal(["tenant=7", "user=Ada"], Of(server.StartChild("child")));
        // The platform's activity has no place for it.
        Assert.Equal(server.Activity is null ? "ttl=30" : null, server.StartChild("child").Baggage[0].Metadata);
        Assert.Same(Baggage.Empty, worlds.Tracer.StartSpan("server", caller, baggage: null).Baggage);
    }

    [Theory]
    [InlineData(World.Recorded)]
    [InlineData(World.Heard)]
    public void Changes_of_many_threads_are_all_there(World world)
    {
        using var worlds = new Worlds("AsyncLocal", world);
        var root = worlds.Tracer.StartRoot("root");

        SimultaneousThreads.Run([.. Enumerable.Range(0, 8).Select(number => (Action)(() =>
        {
            for (var count = 0; count < 8; count++)
                root.SetBaggage($"k{number}-{count}", "1");
        }))]);

        Assert.Equal(64, root.Baggage.Count);
    }

    [Theory]
    [InlineData("Recorded")]
    [InlineData("Unsampled")]
    public void A_child_allocates_the_same_with_and_without(string name)
    {
        using var worlds = new Worlds("Explicit", Enum.Parse<World>(name));
        var without = worlds.Tracer.StartRoot("root");
        var with = worlds.Tracer.StartRoot("root").SetBaggage("tenant", "7");

        Assert.Equal(Allocated.BytesBy(() => without.StartChild("child").End()), Allocated.BytesBy(() => with.StartChild("child").End()));
        Assert.Equal(0, Allocated.BytesBy(() => _ = with.Baggage["tenant"]));
    }

    [Fact]
    public void A_processor_is_shown_what_came_with_the_parent()
    {
        var seen = new List<string?>();
        var tracer = new Tracer(new ExplicitCarrier(), [new Seeing(span => seen.Add(span.Baggage["tenant"]))]);

        tracer.StartSpan("server", default, Baggage.Empty.With("tenant", "7")).SetBaggage("tenant", "8").StartChild("child");

        Assert.Equal(["7", "8"], seen);
    }

    [Fact]
    public void Of_an_activity_that_nobody_hears_a_span_takes_it_over_and_tells_it_of_changes()
    {
        using var host = new Activity("host").AddBaggage("tenant", "7").Start();
        var tracer = new Recorded().Tracer;

        using var server = tracer.Adopt(host, "server");
        server.SetBaggage("user", "Ada");
        server.StartChild("child").SetBaggage("not", "there");

        Assert.Equal(["tenant=7", "user=Ada"], Of(server.StartChild("child")));
        // HttpClient sends it on below the host's activity.
        Assert.Equal("tenant=7,user=Ada", string.Join(',', host.Baggage.Select(static item => $"{item.Key}={item.Value}").Order()));
        Assert.Equal(["tenant=7", "user=Ada"], Of(tracer.StartSpan("below", host)));
    }

    static IEnumerable<string> Of(Span? span) =>
        (span?.Baggage ?? Baggage.Empty).Select(static entry => $"{entry.Key}={entry.Value}").Order();

    static string? Active(Tracer tracer) => tracer.Current is { } active ? string.Join(',', Of(active)) : null;

    sealed class Seeing(Action<Span> see) : ISpanProcessor
    {
        public void OnStart(Span span) => see(span);

        public void OnEnd(in FinishedSpan span)
        {
        }
    }
}
