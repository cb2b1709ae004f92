namespace Stackbilt.Observability.Tests.Headers;

public class TraceContextPropagatorTests
{
    const string Trace = "0af7651916cd43dd8448eb211c80319c";
    const string Parent = "00f067aa0ba902b7";
    const string Valid = $"00-{Trace}-{Parent}-01";

    [Theory]
    [InlineData(Valid, true)]
    [InlineData($"00-{Trace}-{Parent}-00", false)]
    [InlineData($"00-{Trace}-{Parent}-03", true)]
    [InlineData($"00-{Trace}-{Parent}-02", false)]
    [InlineData($"01-{Trace}-{Parent}-01", true)]
    [InlineData($"cc-{Trace}-{Parent}-01-what-the-future-brings", true)]
    [InlineData($"cc-{Trace}-{Parent}-00-", false)]
    public void Reads_ids_and_the_sampled_flag(string traceParent, bool isSampled)
    {
        var context = TraceContextPropagator.Extract(traceParent, null);

        Assert.True(context.IsValid);
        Assert.Equal((Trace, Parent), (context.TraceId.ToString(), context.SpanId.ToString()));
        Assert.Equal((isSampled, true, null), (context.IsSampled, context.IsRemote, context.TraceState));
    }

    [Theory]
    [InlineData("00", "00")]
    [InlineData("01", "01")]
    [InlineData("02", "02")]
    [InlineData("03", "03")]
    [InlineData("04", "00")]
    [InlineData("fd", "01")]
    [InlineData("ff", "03")]
    public void Every_flag_is_read_and_those_that_have_a_name_are_sent(string read, string sent)
    {
        var context = TraceContextPropagator.Extract($"00-{Trace}-{Parent}-{read}", null);

        Assert.Equal(Convert.ToByte(read, 16), (byte)context.Flags);
        Assert.Equal($"00-{Trace}-{Parent}-{sent}", TraceContextPropagator.TraceParent(context));
        Assert.Equal((context.Flags & TraceFlags.Sampled) != 0, context.IsSampled);
        Assert.Equal(context.Flags & ~TraceFlags.Sampled, (context with { IsSampled = false }).Flags);
        Assert.Equal(context.Flags | TraceFlags.Sampled, (context with { IsSampled = true }).Flags);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("junk")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-00f067aa0ba902b7-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-00F067AA0BA902B7-01")]
    [InlineData($"00-00000000000000000000000000000000-{Parent}-01")]
    [InlineData($"00-{Trace}-0000000000000000-01")]
    [InlineData($"ff-{Trace}-{Parent}-01")]
    [InlineData($"ff-{Trace}-{Parent}-01-more")]
    [InlineData($"FF-{Trace}-{Parent}-01")]
    [InlineData($"00-{Trace}-{Parent}-01-more")]
    [InlineData($"cc-{Trace}-{Parent}-01.more")]
    [InlineData($"00-{Trace}-{Parent}-0")]
    [InlineData($"00-{Trace}-{Parent}-0x")]
    [InlineData($"00-{Trace}-{Parent}")]
    [InlineData($"00_{Trace}_{Parent}_01")]
    [InlineData($" {Valid}")]
    [InlineData($"{Valid} ")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319g-00f067aa0ba902b7-01")]
    [InlineData($"0-{Trace}-{Parent}-01-")]
    [InlineData($"00-{Trace}-{Parent}-0A")]
    [InlineData($"0A-{Trace}-{Parent}-01")]
    [InlineData($"Cc-{Trace}-{Parent}-01-more")]
    [InlineData($"cc-{Trace}-{Parent}-0")]
    [InlineData($"cc-{Trace}-{Parent}-0-more")]
    [InlineData($"00-{Trace}-{Parent}-0\0")]
    [InlineData($"\0\0-{Trace}-{Parent}-01")]
    [InlineData($"00-{Trace}-{Parent}-01\r\n")]
    [InlineData($"\u0660\u0660-{Trace}-{Parent}-01")]
    [InlineData($"{Valid},{Valid}")]
    public void What_is_malformed_is_no_parent(string? traceParent)
    {
        Assert.Equal(default, TraceContextPropagator.Extract(traceParent, "vendor=1"));
    }

    [Theory]
    [InlineData("vendor=1")]
    [InlineData("one=1,two=2")]
    public void Keeps_the_trace_state_as_it_came(string traceState)
    {
        Assert.Equal(traceState, TraceContextPropagator.Extract(Valid, traceState).TraceState);
    }

    [Fact]
    public void Junk_never_throws()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 5_000; round++)
        {
            var characters = Valid.ToCharArray();
            for (var change = random.Next(1, 4); change > 0; change--)
                characters[random.Next(characters.Length)] = (char)random.Next(0, 256);

            var junk = new string(characters)[..random.Next(characters.Length + 1)];
            var context = TraceContextPropagator.Extract(junk, junk);
            Assert.True(context == default || context.IsValid, $"Seed {seed}: {junk}");
        }
    }

    [Fact]
    public void Writes_what_it_reads()
    {
        var context = TraceContextPropagator.Extract(Valid, "vendor=1");

        Assert.Equal(Valid, TraceContextPropagator.TraceParent(context));
        Assert.Equal($"00-{Trace}-{Parent}-00", TraceContextPropagator.TraceParent(context with { IsSampled = false }));
        Assert.Null(TraceContextPropagator.TraceParent(default));
        Assert.Null(TraceContextPropagator.TraceParent(context with { SpanId = default }));
    }

    [Theory]
    [InlineData("vendor=1", 2)]
    [InlineData("", 1)]
    [InlineData(null, 1)]
    public void Injects_through_whatever_holds_headers(string? traceState, int count)
    {
        var headers = new Dictionary<string, string>();

        Inject(TraceContextPropagator.Extract(Valid, null) with { TraceState = traceState }, headers);

        Assert.Equal(count, headers.Count);
        Assert.Equal(Valid, headers["traceparent"]);
        Assert.Equal(count == 2 ? traceState : null, headers.GetValueOrDefault("tracestate"));
    }

    [Fact]
    public void Injects_nothing_of_a_context_that_is_not_valid()
    {
        var headers = new Dictionary<string, string>();

        Inject(default, headers);
        Inject(new SpanContext(new(1, 2), default, TraceState: "vendor=1"), headers);

        Assert.Empty(headers);
        Assert.Throws<ArgumentNullException>("set", () => TraceContextPropagator.Inject(default, headers, null!));
    }

    static void Inject(SpanContext context, Dictionary<string, string> headers) =>
        TraceContextPropagator.Inject(context, headers, static (holder, name, value) => holder.Add(name, value));
}
