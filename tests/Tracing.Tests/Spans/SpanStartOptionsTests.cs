using System.Collections;
using System.Diagnostics;
using Stackbilt.Observability.Tests.Activities;
using Stackbilt.Observability.Tests.Scopes;

namespace Stackbilt.Observability.Tests.Spans;

public class SpanStartOptionsTests
{
    static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(2));
    static readonly DateTimeOffset End = Start + TimeSpan.FromSeconds(3);
    static readonly SpanLink Message = new(new SpanContext(new(1, 2), new(3)), ("messaging.message.id", "m1"));
    static readonly SpanLink Invalid = new(default);

    static readonly SpanStartOptions Given = new(SpanKind.Consumer, [Message, Invalid], Start, [("batch", 2)]);

    public static TheoryData<bool, string> Ways => new()
    {
        { false, "child" }, { false, "active child" }, { false, "child of a library" }, { false, "active child of a library" },
        { false, "root" }, { false, "remote" },
        { true, "child" }, { true, "active child" }, { true, "child of a library" }, { true, "active child of a library" },
        { true, "root" }, { true, "remote" },
    };

    [Theory, MemberData(nameof(Ways))]
    public void A_span_has_its_links_its_start_and_its_attributes_from_the_start_and_the_end_that_was_given(bool isHeard, string way)
    {
        using var listened = isHeard ? new Listened() : null;
        using var library = new Library(listened);
        var recorder = new SpanRecorder();
        var tracer = new Tracer(new AsyncLocalCarrier(), [recorder], listened?.Source);
        using var root = tracer.StartRoot("root");

        using (var span = Started(way))
        {
            Assert.Equal(way.StartsWith("active", StringComparison.Ordinal) ? span : null, tracer.Current);
            span.End(End);
            span.End(Start);
        }

        var data = Assert.Single(recorder.Spans);
        Assert.Equal(("batch", SpanKind.Consumer), (data.Name, data.Kind));
        Assert.Equal(UnixNanoseconds(Start), data.StartUnixNanoseconds);
        Assert.Equal(UnixNanoseconds(End), data.EndUnixNanoseconds);
        Assert.Equal([("batch", 2)], data.Attributes);
        var link = Assert.Single(data.Links);
        Assert.Equal((Message.Context.TraceId, Message.Context.SpanId), (link.Context.TraceId, link.Context.SpanId));
        Assert.Equal(Message.Attributes, link.Attributes);

        Span Started(string way) => way switch
        {
            "child" => root.StartChild("batch", Given),
            "active child" => root.StartActiveChild("batch", Given),
            "child of a library" => library.Scope.Below(root)!.Value.StartChild("batch", Given),
            "active child of a library" => library.Scope.Below(root)!.Value.StartActiveChild("batch", Given),
            "root" => tracer.StartRoot("batch", Given),
            _ => tracer.StartSpan("batch", new SpanContext(new(7, 8), new(9), IsSampled: true, IsRemote: true), Given),
        };
    }

    [Fact]
    public void The_sampler_sees_the_links_and_a_child_of_a_trace_that_is_sampled_out_too()
    {
        using var source = new ActivitySource("links." + Guid.NewGuid().ToString("N"));
        var seen = new List<int>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = heard => ReferenceEquals(heard, source),
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
            {
                seen.Add(options.Links?.Count() ?? 0);
                return options.Name == "root" ? ActivitySamplingResult.PropagationData : ActivitySamplingResult.None;
            },
        };
        ActivitySource.AddActivityListener(listener);
        var tracer = new Tracer(new AsyncLocalCarrier(), [], source);

        using var root = tracer.StartRoot("root");
        using var child = root.StartChild("child", Given);

        Assert.Equal([0, 1], seen);
    }

    [Fact]
    public void A_list_that_throws_is_none_and_one_that_changes_later_is_as_it_was()
    {
        var hostile = new ThrowingList();
        var changing = new List<SpanLink> { Message };
        using var faults = new FaultsOf(hostile);
        var recorded = new Recorded();

        var options = new SpanStartOptions(links: changing, attributes: hostile);
        changing.Clear();
        var data = recorded.DataOf(recorded.Tracer.StartRoot("root", options));

        Assert.Single(data.Links);
        Assert.Empty(data.Attributes);
        Assert.Single(faults.Reported);
    }

    sealed class ThrowingList : IReadOnlyList<SpanAttribute>
    {
        public int Count => throw new InvalidOperationException("no count");

        public SpanAttribute this[int index] => throw new InvalidOperationException("no item");

        public IEnumerator<SpanAttribute> GetEnumerator() => throw new InvalidOperationException("no list");

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    [Fact]
    public void In_an_application_without_a_tracer_they_are_the_activitys()
    {
        var scope = new InstrumentationScope("options." + Guid.NewGuid().ToString("N"), "1.0");
        Activity? stopped = null;
        using var listener = new ActivityListener
        {
            ShouldListenTo = heard => heard.Name == scope.Name || heard.Name == scope.Name + ".host",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => stopped = activity,
        };
        ActivitySource.AddActivityListener(listener);
        using var host = new ActivitySource(scope.Name + ".host");
        using var outer = host.StartActivity("outer");

        scope.Current!.Value.StartChild("batch", Given).End(End);

        Assert.Equal(Start.UtcDateTime, stopped!.StartTimeUtc);
        Assert.Equal(End - Start, stopped.Duration);
        Assert.Equal(Message.Context.SpanId.ToString(), Assert.Single(stopped.Links).Context.SpanId.ToHexString());
        Assert.Equal([new("batch", 2L)], stopped.TagObjects);
        Assert.Same(outer, Activity.Current);
    }

    [Fact]
    public void A_span_of_another_make_is_given_the_links_when_it_has_started()
    {
        var child = new LinkedSpan().StartChild("batch", Given);

        Assert.Equal([Message.Context, default], Assert.IsType<LinkedSpan>(child).Links);
        child.End(End);
        Assert.True(child.HasEnded);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void An_end_before_the_start_is_the_start(bool isHeard)
    {
        using var listened = isHeard ? new Listened() : null;
        var recorded = new Recorded(source: listened?.Source);
        var span = recorded.Tracer.StartRoot("root", new SpanStartOptions(startTime: Start));

        span.End(Start - TimeSpan.FromDays(1));

        // The platform has no span that takes no time.
        Assert.InRange(recorded.DataOf(span).Duration.Ticks, 0, 1);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_start_that_lies_in_the_future_gives_no_span_that_ends_before_it(bool isHeard)
    {
        using var listened = isHeard ? new Listened() : null;
        var recorded = new Recorded(source: listened?.Source);

        var data = recorded.DataOf(recorded.Tracer.StartRoot("root", new SpanStartOptions(startTime: DateTimeOffset.UtcNow.AddHours(1))));

        Assert.InRange(data.Duration.Ticks, 0, 1);
    }

    public static TheoryData<bool, DateTimeOffset, DateTimeOffset> Extremes => new()
    {
        { false, default, DateTimeOffset.MaxValue }, { false, DateTimeOffset.MaxValue, default }, { false, new(1600, 1, 1, 0, 0, 0, default), Start },
        { true, default, DateTimeOffset.MaxValue }, { true, DateTimeOffset.MaxValue, default }, { true, new(1600, 1, 1, 0, 0, 0, default), Start },
    };

    [Theory, MemberData(nameof(Extremes))]
    public void A_time_that_no_back_end_can_hold_is_the_nearest_that_one_can(bool isHeard, DateTimeOffset start, DateTimeOffset end)
    {
        using var listened = isHeard ? new Listened() : null;
        var recorded = new Recorded(source: listened?.Source);

        recorded.Tracer.StartRoot("root", new SpanStartOptions(startTime: start)).End(end);

        var data = Assert.Single(recorded.Spans.Spans);
        Assert.InRange(data.StartUnixNanoseconds, 0, long.MaxValue);
        Assert.True(data.EndUnixNanoseconds >= data.StartUnixNanoseconds);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_link_that_is_null_is_refused(bool isHeard)
    {
        using var listened = isHeard ? new Listened() : null;
        var tracer = new Recorded(source: listened?.Source).Tracer;
        using var root = tracer.StartRoot("root");
        var wrong = new SpanStartOptions(links: [null!]);

        Assert.Throws<ArgumentNullException>("links", () => root.StartChild("child", wrong));
        Assert.Throws<ArgumentNullException>("links", () => tracer.StartRoot("root", wrong));
        Assert.Throws<ArgumentNullException>("options", () => new PlainSpan().StartChild("child", wrong));
        Assert.Throws<ArgumentNullException>("name", () => root.StartChild(null!, Given));
        Assert.Throws<ArgumentNullException>("name", () => tracer.StartSpan(null!, default(SpanContext), Given));
    }

    [Fact]
    public void Nothing_said_is_a_start_as_any_other()
    {
        var recorded = new Recorded();
        using var root = recorded.Root();

        var data = recorded.DataOf(root.StartChild("child", default(SpanStartOptions)));

        Assert.Equal(SpanKind.Internal, data.Kind);
        Assert.Empty(data.Links);
        Assert.Empty(data.Attributes);
        Assert.True(data.EndUnixNanoseconds >= data.StartUnixNanoseconds);
    }

    static long UnixNanoseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * 100;

    /// <summary>A scope that the listener of a test hears as well.</summary>
    sealed class Library : IDisposable
    {
        readonly ActivityListener? _listener;

        public Library(Listened? listened)
        {
            if (listened is null)
                return;

            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == Scope.Name,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public InstrumentationScope Scope { get; } = new("library." + Guid.NewGuid().ToString("N"));

        public void Dispose() => _listener?.Dispose();
    }

    sealed class LinkedSpan : Span
    {
        public List<SpanContext> Links { get; } = [];

        public override TraceId TraceId => default;

        public override SpanId SpanId => default;

        public override SpanId ParentSpanId => default;

        public override string Name => "linked";

        public override SpanKind Kind => SpanKind.Internal;

        public override bool IsRecording => true;

        public override SpanContext Context => default;

        public override Span SetAttributes(params ReadOnlySpan<SpanAttribute> attributes) => this;

        public override Span AddEvent(string name, params ReadOnlySpan<SpanAttribute> attributes) => this;

        public override Span RecordException(Exception exception, params ReadOnlySpan<SpanAttribute> attributes) => this;

        public override Span SetStatus(SpanStatus status, string? description = null) => this;

        public override Span AddLink(SpanContext context, params ReadOnlySpan<SpanAttribute> attributes)
        {
            Links.Add(context);
            return this;
        }

        public override Span UpdateName(string name) => this;

        protected override Span StartChildCore(
            InstrumentationScope? scope, string name, SpanKind kind, bool makeActive, ReadOnlySpan<SpanAttribute> attributes) =>
            new LinkedSpan();

        protected override void OnEnd()
        {
        }
    }
}
