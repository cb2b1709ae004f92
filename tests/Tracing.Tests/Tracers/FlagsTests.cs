using System.Diagnostics;
using Stackbilt.Observability.Tests.Activities;

namespace Stackbilt.Observability.Tests.Tracers;

/// <summary>
/// The random flag of W3C Trace Context Level 2: a trace with an id of ours has it, one that came in keeps what it came with,
/// and it is the same all the way down, whoever records.
/// </summary>
public sealed class FlagsTests : IDisposable
{
    readonly Listened _listened = new();

    public void Dispose() => _listened.Dispose();

    /// <summary>Whether somebody listens, and the carrier.</summary>
    public static TheoryData<bool, string> Ways
    {
        get
        {
            var data = new TheoryData<bool, string>();
            foreach (var carrier in (string[])["AsyncLocal", "Explicit", "Activity"])
            {
                data.Add(true, carrier);
                data.Add(false, carrier);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_new_trace_has_it_all_the_way_down(bool isHeard, string carrier)
    {
        var tracer = TracerOf(isHeard, carrier);

        Assert.All(AllBelow(tracer.StartRoot("root")), static span => Assert.Equal("03", FlagsSentBy(span)));
        Assert.All(_listened.Started, static activity => Assert.EndsWith("-03", activity.Id, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_trace_that_came_in_keeps_what_it_came_with(bool isHeard, string carrier)
    {
        var tracer = TracerOf(isHeard, carrier);
        var remote = new SpanContext(new(1, 2), new(3), IsRemote: true);

        Assert.All(AllBelow(tracer.StartSpan("random", remote with { Flags = (TraceFlags)0xff })), static span => Assert.Equal("03", FlagsSentBy(span)));
        Assert.All(AllBelow(tracer.StartSpan("not", remote with { Flags = (TraceFlags)0xfd })), static span => Assert.Equal("01", FlagsSentBy(span)));
        Assert.All(_listened.Started, static activity => Assert.True((byte)activity.ActivityTraceFlags is 1 or 3));
    }

    [Fact]
    public void So_does_a_trace_that_is_not_sampled()
    {
        var tracer = TracerOf(isHeard: false, "AsyncLocal");
        var remote = new SpanContext(new(1, 2), new(3), IsSampled: false, IsRemote: true);

        Assert.All(AllBelow(tracer.StartSpan("random", remote with { Flags = TraceFlags.Random })), static span => Assert.Equal("02", FlagsSentBy(span)));
        Assert.All(AllBelow(tracer.StartSpan("not", remote)), static span => Assert.Equal("00", FlagsSentBy(span)));
    }

    [Theory]
    [InlineData("03")]
    [InlineData("01")]
    public void A_hosts_activity_that_nobody_hears_and_its_span_agree(string flags)
    {
        var tracer = TracerOf(isHeard: false, "AsyncLocal");
        using var host = new Activity("host").SetParentId($"00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-{flags}").Start();

        Assert.All(AllBelow(tracer.Adopt(host, "request")), span => Assert.Equal(flags, FlagsSentBy(span)));
        Assert.EndsWith(flags, host.Id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_trace_that_a_host_begins_has_it_too(bool isHeard)
    {
        var tracer = TracerOf(isHeard, "AsyncLocal");
        using var host = new Activity("host").SetIdFormat(ActivityIdFormat.W3C).Start();

        Assert.All(AllBelow(tracer.Adopt(host, "request")), static span => Assert.Equal("03", FlagsSentBy(span)));
        // What HttpClient starts where nobody listens to it.
        Activity.Current = host;
        using var request = new Activity("request out").Start();
        Assert.EndsWith("-03", request.Id, StringComparison.Ordinal);
    }

    static IEnumerable<Span> AllBelow(Span first)
    {
        using var child = first.StartActiveChild("child");
        using var grandchild = child.StartActiveChild("grandchild");
        using var stray = first.StartChild("stray");
        return [first, child, grandchild, stray];
    }

    static string FlagsSentBy(Span span) => TraceContextPropagator.TraceParent(span.Context)![^2..];

    Tracer TracerOf(bool isHeard, string carrier) => new(
        CarrierNamed.Of(carrier), [new SpanRecorder()], isHeard ? _listened.Source : null);
}
