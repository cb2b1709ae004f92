using System.Diagnostics;
using Stackbilt.Observability.Tests.Activities;

namespace Stackbilt.Observability.Tests.Tracers;

/// <summary>The first span of a flow, active until it ends where the carrier can keep it so.</summary>
public class StartActiveSpanTests
{
    static readonly SpanContext Sampled = new(TraceId.CreateRandom(), SpanId.CreateRandom(), IsSampled: true, IsRemote: true);

    public static TheoryData<string, bool> CarriersAndListeners()
    {
        var data = new TheoryData<string, bool>();
        foreach (var carrier in new[] { "AsyncLocal", "Activity", "Explicit", "Null" })
        {
            data.Add(carrier, false);
            data.Add(carrier, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(CarriersAndListeners))]
    public void It_is_a_child_of_its_parent_and_active_until_it_ends_where_the_carrier_flows(string carrier, bool isHeard)
    {
        using var listened = isHeard ? new Listened() : null;
        var recorded = new Recorded(CarrierNamed.Of(carrier), listened?.Source);
        var flows = carrier is "AsyncLocal" or "Activity";

        var span = recorded.Tracer.StartActiveSpan("work", Sampled, SpanKind.Consumer, ("a", 1));

        Assert.Equal((Sampled.TraceId, Sampled.SpanId), (span.TraceId, span.ParentSpanId));
        Assert.Equal(flows ? span : null, recorded.Tracer.Current);
        if (isHeard)
            Assert.Same(flows ? span.Activity : null, Activity.Current);

        span.End();
        Assert.Null(recorded.Tracer.Current);
        Assert.Null(Activity.Current);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_active_before_is_active_again(bool isHeard)
    {
        using var listened = isHeard ? new Listened() : null;
        var recorded = new Recorded(source: listened?.Source);
        using var outer = recorded.Tracer.StartActiveSpan("outer", default);

        recorded.Tracer.StartActiveSpan("inner", Sampled).End();

        Assert.Same(outer, recorded.Tracer.Current);
        Assert.Same(outer.Activity, Activity.Current);
    }

    [Fact]
    public void Of_a_parent_that_is_not_sampled_it_is_active_and_not_recorded()
    {
        var recorded = new Recorded();

        using var span = recorded.Tracer.StartActiveSpan("work", Sampled with { IsSampled = false });

        Assert.False(span.IsRecording);
        Assert.Same(span, recorded.Tracer.Current);
    }

    [Fact]
    public void Without_a_name_it_is_refused_and_nothing_is_active()
    {
        var recorded = new Recorded();

        Assert.Throws<ArgumentNullException>("name", () => recorded.Tracer.StartActiveSpan(null!, Sampled));
        Assert.Null(recorded.Tracer.Current);
    }

    [Fact]
    public void A_tracer_is_enabled_where_somebody_records()
    {
        using var listened = new Listened();

        Assert.True(new Tracer(new NullCarrier(), [new SpanRecorder()]).Enabled);
        Assert.True(new Tracer(new NullCarrier(), processors: null, listened.Source).Enabled);
        Assert.False(new Tracer(new NullCarrier(), processors: null, new ActivitySource("nobody.listens")).Enabled);
        Assert.False(new Tracer(new NullCarrier(), [new SpanRecorder()], listened.Source, isEnabled: false).Enabled);
    }
}
