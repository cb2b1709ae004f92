using System.Diagnostics;

namespace Stackbilt.Observability.Tests;

public class DisabledTests
{
    readonly SpanRecorder _recorder = new();
    readonly Tracer _tracer;

    public DisabledTests() => _tracer = new Tracer(new AsyncLocalCarrier(), [_recorder], isEnabled: false);

    [Fact]
    public void Spans_take_everything_and_keep_nothing()
    {
        using (var root = _tracer.StartRoot("root", SpanKind.Consumer))
        {
            Assert.Equal("root", root.Name);
            Assert.Equal(SpanKind.Consumer, root.Kind);
            Assert.False(root.IsRecording);
            Assert.False(root.Context.IsValid);
            Assert.Null(TraceContextPropagator.TraceParent(root.Context));
            Assert.Same(root, root.SetAttribute("key", 1)
                .SetStatus(SpanStatus.Error, "wrong")
                .AddEvent("event")
                .RecordException(new InvalidOperationException())
                .AddLink(new SpanContext(TraceId.CreateRandom(), SpanId.CreateRandom(), IsSampled: true))
                .UpdateName("other"));
            using var child = root.StartActiveChild("child", SpanKind.Client);
            Assert.Equal(SpanKind.Client, child.Kind);
            Assert.False(child.HasEnded);
        }

        Assert.Empty(_recorder.Spans);
    }

    [Fact]
    public void A_parent_that_came_in_goes_on_unchanged()
    {
        var parent = new SpanContext(TraceId.CreateRandom(), SpanId.CreateRandom(), IsSampled: true, TraceState: "a=1");

        using var span = _tracer.StartSpan("span", parent);

        Assert.Equal(parent, span.StartChild("child").Context);
    }

    [Fact]
    public void An_activity_is_left_as_it_is()
    {
        using var activity = new Activity("host").SetIdFormat(ActivityIdFormat.W3C).Start();

        using var span = _tracer.Adopt(activity, "GET /");

        Assert.Equal("host", activity.DisplayName);
        Assert.Equal(ActivityTraceFlags.None, activity.ActivityTraceFlags);
        Assert.Equal(activity.SpanId.ToHexString(), span.SpanId.ToString());
        Assert.False(span.IsRecording);
    }

    [Fact]
    public void What_is_null_is_refused_all_the_same()
    {
        using var span = _tracer.StartRoot("root");

        Assert.Throws<ArgumentNullException>("name", () => span.StartChild(null!));
        Assert.Throws<ArgumentNullException>("name", () => span.AddEvent(null!));
        Assert.Throws<ArgumentNullException>("name", () => span.UpdateName(null!));
        Assert.Throws<ArgumentNullException>("exception", () => span.RecordException(null!));
    }
}
