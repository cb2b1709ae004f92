using System.Diagnostics;

namespace Stackbilt.Observability.Tests.Activities;

/// <summary>Under <see cref="ActivityCarrier"/> the active span is what the platform says, whoever started it.</summary>
public sealed class ActivityCarrierTests : IDisposable
{
    readonly Listened _listened = new();
    readonly Listened _library = new();
    readonly ActivityCarrier _carrier = new();
    readonly Tracer _tracer;

    public ActivityCarrierTests() => _tracer = new Tracer(_carrier, processors: null, _listened.Source);

    public void Dispose()
    {
        _listened.Dispose();
        _library.Dispose();
    }

    [Fact]
    public void Nothing_is_active_where_no_activity_is() => Assert.Null(_carrier.Current);

    [Fact]
    public void Somebody_elses_activity_is_active_and_the_parent_of_children()
    {
        using var library = _library.Source.StartActivity("library")!;

        using var child = _carrier.Current!.StartChild("child");

        Assert.Same(library, _carrier.Current.Activity);
        Assert.Equal(library.SpanId.ToHexString(), child.ParentSpanId.ToString());
        Assert.Same(library, child.Activity!.Parent);
        Assert.Same(library, Activity.Current);
    }

    [Fact]
    public void A_tracer_of_another_kind_that_throws_is_reported_and_nothing_is_active()
    {
        var throwing = new Throwing();
        using var faults = new FaultsOf(throwing);
        ((IContextCarrier)_carrier).Follow(throwing);
        using var library = _library.Source.StartActivity("library")!;

        Assert.Null(_carrier.Current);
        Assert.NotEmpty(faults.Reported);
    }

    [Fact]
    public void Ours_and_theirs_nest_in_turns()
    {
        using var root = _tracer.StartRoot("root");
        using var scope = _tracer.Carrier.Attach(root);
        using (var theirs = _library.Source.StartActivity("theirs")!)
        {
            Assert.Same(root.Activity, theirs.Parent);
            using (var ours = _carrier.Current!.StartActiveChild("ours"))
            {
                Assert.Same(theirs, ours.Activity!.Parent);
                Assert.Equal(ours, _carrier.Current);
                using var deep = _library.Source.StartActivity("deep")!;
                Assert.Same(ours.Activity, deep.Parent);
            }

            Assert.Same(theirs, Activity.Current);
        }

        Assert.Equal(root, _carrier.Current);
        Assert.Same(root.Activity, Activity.Current);
    }

    [Fact]
    public async Task Two_objects_over_one_activity_are_equal()
    {
        using var root = _tracer.StartRoot("root");
        using var scope = _tracer.Carrier.Attach(root);
        using var theirs = _library.Source.StartActivity("theirs")!;
        var here = _carrier.Current;
        var there = await Task.Run(() => _carrier.Current);

        Assert.Equal(here, there);
        Assert.NotEqual(here, root);
    }

    [Fact]
    public void Reading_it_again_allocates_nothing()
    {
        using var theirs = _library.Source.StartActivity("theirs")!;
        Assert.NotNull(_carrier.Current);

        Assert.Equal(0, Allocated.BytesBy(() => _ = _carrier.Current));
    }

    [Fact]
    public void Ending_what_somebody_else_started_is_left_to_them()
    {
        using var theirs = _library.Source.StartActivity("theirs")!;

        _carrier.Current!.End();

        Assert.False(theirs.IsStopped);
        Assert.Same(theirs, _carrier.Current!.Activity);
    }

    [Fact]
    public async Task A_span_of_ours_can_be_ended_by_whoever_found_it()
    {
        using var root = _tracer.StartRoot("root");
        using var scope = _tracer.Carrier.Attach(root);
        var child = root.StartActiveChild("child");

        await Task.Run(() => _carrier.Current!.End());

        Assert.True(child.HasEnded);
        Assert.Equal(root, _carrier.Current);
        child.End();
        Assert.Single(_listened.Stopped, stopped => stopped == child.Activity);
    }

    [Fact]
    public void A_mask_hides_everything_and_what_starts_inside_is_active()
    {
        using var theirs = _library.Source.StartActivity("theirs")!;
        using (_tracer.Carrier.Attach(null))
        {
            Assert.Null(_carrier.Current);
            Assert.Null(Activity.Current);
            using (var inside = _library.Source.StartActivity("inside")!)
                Assert.Same(inside, _carrier.Current!.Activity);

            Assert.Null(_carrier.Current);
        }

        Assert.Same(theirs, _carrier.Current!.Activity);
    }

    [Fact]
    public void A_stopped_activity_is_never_active()
    {
        using var outer = _library.Source.StartActivity("outer")!;
        var inner = _library.Source.StartActivity("inner")!;
        var captured = ExecutionContext.Capture()!;
        inner.Stop();

        Span? found = null;
        ExecutionContext.Run(captured, _ => found = _carrier.Current, null);

        Assert.Same(outer, found!.Activity);
    }

    [Theory]
    [InlineData(1.0, null, true)]
    [InlineData(0.0, null, false)]
    [InlineData(1.0, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", false)]
    [InlineData(0.0, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", true)]
    public void Below_an_activity_that_nobody_listens_to_the_ratio_decides_and_a_header_before_it(
        double ratio, string? header, bool isRecorded)
    {
        var spans = new SpanRecorder();
        var carrier = new ActivityCarrier();
        _ = new Tracer(carrier, [spans], samplingRatio: ratio);
        using var host = new Activity("host");
        if (header is not null)
            host.SetParentId(header);

        host.Start();
        carrier.Current!.StartActiveChild("child").End();

        var recorded = spans.Spans.Select(span => (span.Context.TraceId.ToString(), span.ParentSpanId.ToString()));
        Assert.Equal(isRecorded ? [(host.TraceId.ToHexString(), host.SpanId.ToHexString())] : [], recorded);
    }

    [Fact]
    public async Task It_works_with_processors_and_nobody_listening()
    {
        var recorder = new SpanRecorder();
        var tracer = new Tracer(_carrier, [recorder]);

        await tracer.RunInSpan(tracer.StartRoot("root"), async _ =>
        {
            await Task.Yield();
            using var child = _carrier.Current!.StartActiveChild("child", ("a", 1));
            Activity.Current!.SetTag("b", 2);
            await Task.Yield();
            Assert.Equal(child, _carrier.Current);
        });

        Assert.Equal(["child", "root"], recorder.Spans.Select(span => span.Name));
        Assert.Equal([new("a", 1), new("b", 2)], recorder.Spans[0].Attributes);
        Assert.Equal(recorder.Spans[1].Context.SpanId, recorder.Spans[0].ParentSpanId);
    }

    sealed class Throwing : ITracerActivities
    {
        public bool AreHeard => false;

        public Span? SpanOf(Activity activity) => throw new InvalidOperationException("not today");

        public Activity? OutsideOf(Activity started) => null;
    }
}
