using System.Diagnostics;
using Stackbilt.Observability.Tests.Activities;

namespace Stackbilt.Observability.Tests.Tracers;

/// <summary>Work that comes with a context: a message, a job; alike under every carrier, whether somebody listens or not.</summary>
public class ReceivedWorkTests
{
    static readonly SpanContext Sent = TraceContextPropagator.Extract(
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03", "vendor=1");

    static readonly SpanContext NotSampled = Sent with { IsSampled = false };

    public static TheoryData<string, bool> Everywhere()
    {
        var data = new TheoryData<string, bool>();
        foreach (var carrier in new[] { "AsyncLocal", "Activity", "Explicit", "Null", "somebody else's" })
        {
            data.Add(carrier, false);
            data.Add(carrier, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task Goes_on_in_the_trace_that_came_with_it(string carrier, bool isHeard)
    {
        using var all = new Listened();
        var recorded = Of(carrier, isHeard ? all : null);

        await HandleAsync(recorded.Tracer, recorded.Tracer.StartReceived("order.handle", Sent));

        var span = Single(recorded);
        Assert.Equal((Sent.TraceId, Sent.SpanId, SpanKind.Consumer), (span.Context.TraceId, span.ParentSpanId, span.Kind));
        Assert.Equal("vendor=1", span.Context.TraceState);
        Assert.Empty(span.Links);
        AssertChild(carrier, recorded, span);
        Assert.Equal(isHeard ? recorded.Spans.Spans.Count : 0, all.Stopped.Count);
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task Begins_a_trace_of_its_own_with_a_link(string carrier, bool isHeard)
    {
        using var all = new Listened();
        var recorded = Of(carrier, isHeard ? all : null);

        await HandleAsync(recorded.Tracer, recorded.Tracer.StartReceived("order.handle", NotSampled, IncomingTrace.Link));

        var span = Single(recorded);
        Assert.NotEqual(Sent.TraceId, span.Context.TraceId);
        Assert.False(span.ParentSpanId.IsValid);
        Assert.Equal(NotSampled with { IsRemote = true }, Assert.Single(span.Links).Context with { IsRemote = true });
        AssertChild(carrier, recorded, span);
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task Begins_a_trace_where_nothing_came_or_nothing_is_wanted(string carrier, bool isHeard)
    {
        using var all = new Listened();
        var recorded = Of(carrier, isHeard ? all : null);

        foreach (var trace in Enum.GetValues<IncomingTrace>())
            await HandleAsync(recorded.Tracer, recorded.Tracer.StartReceived("order.handle", default, trace));

        await HandleAsync(recorded.Tracer, recorded.Tracer.StartReceived("order.handle", Sent, IncomingTrace.Ignore));

        var handled = recorded.Spans.Spans.Where(static span => span.Name == "order.handle").ToList();
        Assert.Equal(4, handled.Select(static span => span.Context.TraceId).Distinct().Count());
        Assert.All(handled, static span => Assert.False(span.ParentSpanId.IsValid));
        Assert.All(handled, static span => Assert.Empty(span.Links));
        Assert.DoesNotContain(handled, static span => span.Context.TraceId == Sent.TraceId);
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task A_batch_has_one_span_with_a_link_to_each_that_came_with_something(string carrier, bool isHeard)
    {
        using var all = new Listened();
        var recorded = Of(carrier, isHeard ? all : null);
        var other = NotSampled with { SpanId = SpanId.CreateRandom() };

        await HandleAsync(recorded.Tracer, recorded.Tracer.StartBatch("orders.handle", [Sent, default, other], attributes: ("orders.count", 3)));

        var span = Assert.Single(recorded.Spans.Spans, static span => span.Name == "orders.handle");
        Assert.Equal(SpanKind.Consumer, span.Kind);
        Assert.False(span.ParentSpanId.IsValid);
        Assert.Equal([Sent.SpanId, other.SpanId], span.Links.Select(static link => link.Context.SpanId));
        Assert.Contains(span.Attributes, static attribute => attribute.Key == "orders.count");
        AssertChild(carrier, recorded, span);
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task What_is_active_in_the_loop_that_receives_has_no_part_in_it(string carrier, bool isHeard)
    {
        using var all = new Listened();
        var recorded = Of(carrier, isHeard ? all : null);

        await recorded.Tracer.RunInSpan(recorded.Tracer.StartRoot("poll"), async _ =>
        {
            await HandleAsync(recorded.Tracer, recorded.Tracer.StartReceived("order.handle", Sent));
            await HandleAsync(recorded.Tracer, recorded.Tracer.StartReceived("order.handle", default));
        });

        var poll = Assert.Single(recorded.Spans.Spans, static span => span.Name == "poll");
        Assert.DoesNotContain(recorded.Spans.Spans, span => span.ParentSpanId == poll.Context.SpanId);
        Assert.Equal(3, recorded.Spans.Spans.Select(static span => span.Context.TraceId).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task A_message_that_comes_again_has_a_second_span(string carrier, bool isHeard)
    {
        using var all = new Listened();
        var recorded = Of(carrier, isHeard ? all : null);
        var runs = 0;

        Task Deliver() => recorded.Tracer.RunInSpan(recorded.Tracer.StartReceived("order.handle", Sent), async _ =>
        {
            await Task.Yield();
            if (++runs == 1)
                throw new FormatException("poison");
        });

        await Assert.ThrowsAsync<FormatException>(Deliver);
        await Deliver();

        Assert.Equal(2, runs);
        var (first, second) = (recorded.Spans.Spans[0], recorded.Spans.Spans[1]);
        Assert.NotEqual(first.Context.SpanId, second.Context.SpanId);
        Assert.Equal((Sent.SpanId, Sent.SpanId), (first.ParentSpanId, second.ParentSpanId));
        Assert.Equal((SpanStatus.Error, "poison", SpanStatus.Unset), (first.Status, first.StatusDescription, second.Status));
        Assert.Equal("exception", Assert.Single(first.Events).Name);
    }

    [Fact]
    public void Headers_are_read_in_the_format_of_the_application()
    {
        var recorded = new Recorded();
        var headers = new Dictionary<string, string> { ["traceparent"] = TraceContextPropagator.TraceParent(Sent)!, ["tracestate"] = "vendor=1" };

        recorded.Tracer.StartReceived("order.handle", headers, static (found, name) => found.GetValueOrDefault(name)).End();
        recorded.Tracer.StartReceived("order.handle", headers, static (found, name) => found.GetValueOrDefault(name), IncomingTrace.Link).End();

        Assert.Equal(Sent.SpanId, recorded.Spans.Spans[0].ParentSpanId);
        Assert.Equal(Sent, Assert.Single(recorded.Spans.Spans[1].Links).Context);
    }

    [Fact]
    public void Headers_that_throw_are_none()
    {
        var recorded = new Recorded();
        using var faults = new FaultsOf(HeaderPropagator.Current);

        recorded.Tracer.StartReceived<byte[]>("order.handle", [1], static (_, name) => throw new FormatException(name)).End();

        Assert.False(Single(recorded).ParentSpanId.IsValid);
        // Other tests read through the same format, and none of theirs throws this.
        Assert.Contains(faults.Reported, static fault => fault.Exception is FormatException { Message: "traceparent" });
    }

    [Theory]
    [InlineData("traceparent", false, null, "blue")]
    [InlineData("tracestate", true, null, "blue")]
    [InlineData("baggage", true, "vendor=1", null)]
    public void One_header_that_throws_takes_nothing_from_the_others(string name, bool hasParent, string? state, string? tenant)
    {
        var recorded = new Recorded();
        var headers = new Dictionary<string, string>
        {
            ["traceparent"] = TraceContextPropagator.TraceParent(Sent)!,
            ["tracestate"] = "vendor=1",
            ["baggage"] = "tenant=blue",
        };

        using var span = recorded.Tracer.StartReceived("order.handle", headers, (found, asked) => asked == name ? throw new FormatException() : found[asked]);

        Assert.Equal((hasParent, state, tenant), (span.TraceId == Sent.TraceId, span.Context.TraceState, span.Baggage["tenant"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_not_sampled_goes_on_unrecorded_and_a_link_is_sampled_anew(bool isHeard)
    {
        using var all = new Listened();
        all.Sampling = ActivitySamplingResult.AllDataAndRecorded;
        var recorded = Of("AsyncLocal", isHeard ? all : null);

        recorded.Tracer.StartReceived("linked", NotSampled, IncomingTrace.Link).End();
        if (!isHeard)
            recorded.Tracer.StartReceived("continued", NotSampled).End();

        Assert.Equal("linked", Assert.Single(recorded.Spans.Spans).Name);
    }

    [Fact]
    public void A_batch_of_any_size_has_128_links_at_most()
    {
        var recorded = new Recorded();
        var received = Enumerable.Range(0, 1000).Select(_ => Sent with { SpanId = SpanId.CreateRandom() }).ToArray();

        recorded.Tracer.StartBatch("orders.handle", received).End();
        recorded.Tracer.StartBatch("orders.handle", []).End();

        Assert.Equal(
            received[..128].Select(static context => context.SpanId),
            recorded.Spans.Spans[0].Links.Select(static link => link.Context.SpanId));
        Assert.Empty(recorded.Spans.Spans[1].Links);
    }

    [Fact]
    public void A_state_that_breaks_the_rules_is_not_in_a_link()
    {
        var recorded = new Recorded();
        var broken = Sent with { TraceState = "vendor=1\r\nx-injected: 1" };

        recorded.Tracer.StartReceived("one", broken, IncomingTrace.Link).End();
        recorded.Tracer.StartBatch("several", [broken]).End();

        Assert.All(recorded.Spans.Spans, static span => Assert.Null(Assert.Single(span.Links).Context.TraceState));
    }

    [Fact]
    public void What_is_wrong_in_the_program_is_said_at_once()
    {
        var tracer = new Recorded().Tracer;

        Assert.Throws<ArgumentNullException>("name", () => tracer.StartReceived(null!, Sent));
        Assert.Throws<ArgumentNullException>("name", () => tracer.StartBatch(null!, [Sent]));
        Assert.Throws<ArgumentNullException>("get", () => tracer.StartReceived("name", 1, null!));
        var unknown = Assert.Throws<ArgumentOutOfRangeException>("trace", () => tracer.StartReceived("name", Sent, (IncomingTrace)7));
        Assert.Contains("Continue, Link or Ignore", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_link_is_made_while_nobody_records()
    {
        var tracer = new Tracer(new AsyncLocalCarrier(), activitySource: new ActivitySource("nobody." + Guid.NewGuid().ToString("N")));
        var received = new[] { Sent, Sent, Sent };
        tracer.StartBatch("orders.handle", received).End();

        var single = Allocated.BytesBy(() => tracer.StartRoot("orders.handle", SpanKind.Consumer).End());
        Assert.Equal(single, Allocated.BytesBy(() => tracer.StartBatch("orders.handle", received).End()));
        Assert.Equal(single, Allocated.BytesBy(() => tracer.StartReceived("orders.handle", Sent, IncomingTrace.Link).End()));
    }

    [Theory]
    [MemberData(nameof(BrokenCarriers))]
    public async Task The_work_runs_once_whatever_the_carrier_does(CarrierCapabilities capabilities)
    {
        var carrier = Substitute.For<IContextCarrier>();
        carrier.Capabilities.Returns(capabilities);
        carrier.Current.Returns(_ => throw new InvalidOperationException("broken"));
        carrier.Attach(Arg.Any<Span?>()).Returns(_ => throw new InvalidOperationException("broken"));
        var recorded = new Recorded(carrier);
        var runs = 0;

        var result = await recorded.Tracer.RunInSpan(recorded.Tracer.StartReceived("order.handle", Sent), 7, async (_, state) =>
        {
            await Task.Yield();
            return ++runs + state;
        });

        Assert.Equal((1, 8), (runs, result));
        Assert.Equal(Sent.SpanId, Single(recorded).ParentSpanId);
    }

    public static TheoryData<CarrierCapabilities> BrokenCarriers() =>
    [
        CarrierCapabilities.None,
        CarrierCapabilities.Ambient,
        CarrierCapabilities.Ambient | CarrierCapabilities.FlowsAcrossAwait,
    ];

    internal static Recorded Of(string carrier, Listened? heard) => new(
        carrier == "somebody else's" ? new CarrierOfSomebodyElses(new AsyncLocalCarrier()) : CarrierNamed.Of(carrier),
        heard?.Source ?? new ActivitySource("unheard." + Guid.NewGuid().ToString("N")));

    /// <summary>Deep code takes what it is given, and what is active elsewhere.</summary>
    static Task HandleAsync(Tracer tracer, Span span) => tracer.RunInSpan(span, tracer, static async (active, tracer) =>
    {
        await Task.Yield();
        (active ?? tracer.Current)?.StartChild("deep").End();
    });

    static SpanData Single(Recorded recorded) => Assert.Single(recorded.Spans.Spans, static span => span.Name == "order.handle");

    static void AssertChild(string carrier, Recorded recorded, SpanData parent)
    {
        if (carrier == "Null")
            Assert.DoesNotContain(recorded.Spans.Spans, static span => span.Name == "deep");
        else
            Assert.Equal(parent.Context.SpanId, Assert.Single(recorded.Spans.Spans, static span => span.Name == "deep").ParentSpanId);
    }
}
