using System.Diagnostics;

namespace Stackbilt.Observability.Tests;

public class SamplingTests
{
    static readonly SpanContext Sampled = new(TraceId.CreateRandom(), SpanId.CreateRandom(), IsSampled: true);

    [Fact]
    public void A_trace_that_is_not_sampled_records_nothing_and_says_so_in_headers()
    {
        var recorder = new SpanRecorder();
        var tracer = new Tracer(new AsyncLocalCarrier(), [recorder], Unheard(), 0);

        using (var root = tracer.StartRoot("root"))
        {
            Assert.False(root.IsRecording);
            Assert.EndsWith("-02", TraceContextPropagator.TraceParent(root.Context), StringComparison.Ordinal);
            using var child = tracer.Carrier.RunWithSpan(root, _ => tracer.Current!.StartChild("child"));
            Assert.Equal(root.TraceId, child.TraceId);
            Assert.False(child.IsRecording);
        }

        Assert.Empty(recorder.Spans);
    }

    [Fact]
    public void A_trace_that_came_in_is_sampled_as_it_says()
    {
        var tracer = new Tracer(new AsyncLocalCarrier(), [new SpanRecorder()], Unheard(), 0);

        Assert.True(tracer.StartSpan("span", Sampled).IsRecording);
    }

    [Fact]
    public void Where_somebody_listens_the_listener_decides_alone()
    {
        using var source = new ActivitySource("sampling");
        var heard = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = listened => listened == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = _ => heard++,
        };
        ActivitySource.AddActivityListener(listener);
        var tracer = new Tracer(new AsyncLocalCarrier(), [], source, samplingRatio: 0);

        using (var root = tracer.StartRoot("root"))
            Assert.True(root.Context.IsSampled);

        Assert.Equal(1, heard);
    }

    [Fact]
    public void The_last_56_bits_of_the_trace_id_decide()
    {
        var tracer = new Tracer(new AsyncLocalCarrier(), [new SpanRecorder()], Unheard(), 0.25);
        for (var trace = 0; trace < 500; trace++)
        {
            using var root = tracer.StartRoot("root");
            var random = Convert.ToUInt64(root.TraceId.ToString()[^14..], 16);
            Assert.Equal(random >= 0xC0_0000_0000_0000, root.Context.IsSampled);
        }
    }

    [Theory]
    [InlineData(-0.001)]
    [InlineData(1.001)]
    [InlineData(double.NaN)]
    public void A_ratio_that_cannot_work_is_refused(double ratio) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            "samplingRatio", () => new Tracer(new NullCarrier(), samplingRatio: ratio));

    [Theory]
    [InlineData(1, null)]
    [InlineData(0.5, "ot=th:8")]
    [InlineData(0.25, "ot=th:c")]
    [InlineData(0.0625, "ot=th:f")]
    public void The_trace_state_says_which_share_was_kept(double ratio, string? state)
    {
        var recorded = new SpanRecorder();
        var tracer = new Tracer(new AsyncLocalCarrier(), [recorded], Unheard(), ratio);
        for (var trace = 0; trace < 200; trace++)
        {
            using var root = tracer.StartRoot("root");
            using var child = root.StartChild("child");
            Assert.Equal(root.IsRecording ? state : null, root.Context.TraceState);
            Assert.Equal(root.Context.TraceState, child.Context.TraceState);
        }
    }

    [Fact]
    public void That_of_a_trace_that_came_in_is_left_alone()
    {
        var tracer = new Tracer(new AsyncLocalCarrier(), [new SpanRecorder()], Unheard(), 0.5);

        Assert.Null(tracer.StartSpan("span", Sampled).Context.TraceState);
        Assert.Equal("ot=th:0", tracer.StartSpan("span", Sampled with { TraceState = "ot=th:0" }).Context.TraceState);
    }

    [Fact]
    public void Under_the_carrier_of_activities_and_below_a_hosts_activity_it_says_so_too()
    {
        var ofActivities = new Tracer(new ActivityCarrier(), [new SpanRecorder()], Unheard(), 0.5);
        using var root = KeptBy(ofActivities, () => ofActivities.StartRoot("root"));
        Assert.Equal("ot=th:8", root.Activity!.TraceStateString);

        var ofOurs = new Tracer(new AsyncLocalCarrier(), [new SpanRecorder()], Unheard(), 0.5);
        using var adopted = KeptBy(ofOurs, () => ofOurs.Adopt(new Activity("host").SetIdFormat(ActivityIdFormat.W3C).Start(), "GET"));
        Assert.Equal("ot=th:8", adopted.Context.TraceState);
        Assert.Equal("ot=th:8", Activity.Current!.TraceStateString);
    }

    /// <summary>A source that no listener of another test hears.</summary>
    static ActivitySource Unheard() => new("unheard." + Guid.NewGuid().ToString("N"));

    /// <summary>One of some.</summary>
    static Span KeptBy(Tracer tracer, Func<Span> start)
    {
        while (true)
        {
            Activity.Current = null;
            var span = start();
            if (span.IsRecording)
                return span;

            Assert.Null(span.Context.TraceState);
            span.End();
        }
    }
}
