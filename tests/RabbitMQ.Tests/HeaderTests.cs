using RabbitMQ.Client;

namespace Stackbilt.Observability.Tests;

/// <summary>What goes into the headers of a message, and what another program may have put there.</summary>
public class HeaderTests
{
    const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    static readonly Dictionary<string, Dictionary<string, object?>> Hostile = new()
    {
        ["a number"] = new() { ["traceparent"] = 17L },
        ["a truth value"] = new() { ["traceparent"] = true },
        ["nothing"] = new() { ["traceparent"] = null },
        ["an empty text"] = new() { ["traceparent"] = "" },
        ["a table"] = new() { ["traceparent"] = new Dictionary<string, object?> { ["traceparent"] = Parent } },
        ["tables in tables"] = new() { ["traceparent"] = Nested(100) },
        ["several"] = new() { ["traceparent"] = new List<object?> { Parent, Parent } },
        ["two in one text"] = new() { ["traceparent"] = Parent + "," + Parent },
        ["no text at all"] = new() { ["traceparent"] = new byte[] { 0xC3, 0x28, 0xFF, 0x00 } },
        ["far too long"] = new() { ["traceparent"] = Parent + new string('0', 60_000) },
        ["zeros"] = new() { ["traceparent"] = "00-" + new string('0', 32) + "-" + new string('0', 16) + "-01" },
        ["another name"] = new() { ["Traceparent\0"] = Parent },
        ["hostile beside it"] = new() { ["traceparent"] = 1.5, ["tracestate"] = new List<object?> { "a=1" }, ["baggage"] = Nested(3) },
    };

    public static TheoryData<string> All => Carriers.All;

    public static TheoryData<string, string> HostileEverywhere()
    {
        var data = new TheoryData<string, string>();
        foreach (var what in Hostile.Keys)
        {
            foreach (var carrier in Carriers.Names)
                data.Add(what, carrier);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Context_state_and_baggage_arrive_with_the_message(string carrier)
    {
        await using var shop = await RunningShop.StartAsync(carrier);
        var span = shop.Tracer!.StartSpan("send", SpanContextText.Read(Parent + ";vendor=1"), SpanKind.Producer);
        span.SetBaggage("tenant", "blau & grün");
        var headers = new Dictionary<string, object?>();
        HeaderPropagator.Current.Inject(span, headers, MessageHeaders.Set);

        var arrived = await SentAsync(shop, headers);
        using var received = shop.Tracer.StartReceived("work", arrived, MessageHeaders.Get);

        Assert.All(HeaderPropagator.Current.Fields, key => Assert.IsType<byte[]>(arrived![key]));
        Assert.Equal((span.TraceId, span.SpanId, "vendor=1"), (received.TraceId, received.ParentSpanId, received.Context.TraceState));
        Assert.Equal("blau & grün", received.Baggage["tenant"]);
    }

    [Theory]
    [MemberData(nameof(HostileEverywhere))]
    public async Task What_another_program_put_there_begins_a_new_trace_and_no_error(string what, string carrier)
    {
        await using var shop = await RunningShop.StartAsync(carrier);
        using var faults = new FaultsOf(HeaderPropagator.Current);
        var arrived = await SentAsync(shop, Hostile[what]);
        var runs = 0;

        foreach (var trace in Enum.GetValues<IncomingTrace>())
            await shop.Tracer!.RunInSpan(shop.Tracer.StartReceived("work", arrived, MessageHeaders.Get, trace), _ => Task.FromResult(runs++));

        var spans = shop.Recorder.Spans;
        Assert.Equal((3, 3, 3), (runs, spans.Count, spans.Select(static span => span.Context.TraceId).Distinct().Count()));
        Assert.All(spans, static span => Assert.Equal((false, 0, SpanStatus.Unset), (span.ParentSpanId.IsValid, span.Links.Count, span.Status)));
        Assert.Empty(faults.Reported);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_state_or_a_baggage_that_is_hostile_takes_nothing_from_the_parent(string carrier)
    {
        await using var shop = await RunningShop.StartAsync(carrier);
        var arrived = await SentAsync(shop, new() { ["traceparent"] = Parent, ["tracestate"] = Nested(2), ["baggage"] = "=,;" + new string('x', 60_000) });

        using var received = shop.Tracer!.StartReceived("work", arrived, MessageHeaders.Get);

        Assert.Equal(("b7ad6b7169203331", null, 0), (received.ParentSpanId.ToString(), received.Context.TraceState, received.Baggage.Count));
    }

    [Fact]
    public async Task A_message_without_headers_begins_a_new_trace()
    {
        await using var shop = await RunningShop.StartAsync("AsyncLocal");
        await shop.Channel.BasicPublishAsync("", shop.Queue, ReadOnlyMemory<byte>.Empty);
        var got = await shop.Channel.BasicGetAsync(shop.Queue, autoAck: true);

        using var received = shop.Tracer!.StartReceived("work", got!.BasicProperties.Headers, MessageHeaders.Get);

        Assert.False(received.ParentSpanId.IsValid);
    }

    static async Task<IDictionary<string, object?>?> SentAsync(RunningShop shop, Dictionary<string, object?> headers)
    {
        await shop.Channel.BasicPublishAsync("", shop.Queue, mandatory: true, new BasicProperties { Headers = new Dictionary<string, object?>(headers) }, ReadOnlyMemory<byte>.Empty);
        return (await shop.Channel.BasicGetAsync(shop.Queue, autoAck: true))!.BasicProperties.Headers;
    }

    static Dictionary<string, object?> Nested(int depth)
    {
        var table = new Dictionary<string, object?> { ["traceparent"] = Parent };
        for (; depth > 1; depth--)
            table = new Dictionary<string, object?> { ["traceparent"] = table };

        return table;
    }
}
