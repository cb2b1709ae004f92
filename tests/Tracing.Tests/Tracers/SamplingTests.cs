using System.Diagnostics;

namespace Stackbilt.Observability.Tests;

public class SamplingTests
{
    static readonly SpanContext Sampled = new(TraceId.CreateRandom(), SpanId.CreateRandom(), IsSampled: true);

    [Fact]
    public void A_trace_that_is_not_sampled_records_nothing_and_says_so_in_headers()
    {
        var recorder = new SpanRecorder();
        var tracer = new Tracer(new AsyncLocalCarrier(), [recorder], samplingRatio: 0);

        using (var root = tracer.StartRoot("root"))
        {
            Assert.False(root.IsRecording);
            Assert.EndsWith("-02", TraceContextPropagator.TraceParent(root.Context), StringComparison.Ordinal);
            using var child = tracer.RunWithSpan(root, _ => tracer.Current!.StartChild("child"));
            Assert.Equal(root.TraceId, child.TraceId);
            Assert.False(child.IsRecording);
        }

        Assert.Empty(recorder.Spans);
    }

    [Fact]
    public void A_trace_that_came_in_is_sampled_as_it_says()
    {
        var tracer = new Tracer(new AsyncLocalCarrier(), [new SpanRecorder()], samplingRatio: 0);

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
        var tracer = new Tracer(new AsyncLocalCarrier(), [new SpanRecorder()], samplingRatio: 0.25);
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
}
