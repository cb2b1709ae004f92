namespace Stackbilt.Observability.Tests.Spans;

/// <summary>What a processor is shown at the end, and what is left of it when it is kept.</summary>
public class FinishedSpanTests
{
    [Fact]
    public void It_shows_what_the_kept_data_has()
    {
        var checking = new Checking();
        var tracer = new Tracer(new ExplicitCarrier(), [checking]);
        var parent = new SpanContext(new(1, 2), new(3), TraceState: "vendor=1", IsRemote: true);

        tracer.StartSpan("server", parent, SpanKind.Server, ("a", 1))
            .SetAttribute("b", 2)
            .AddEvent("happened")
            .AddLink(parent)
            .SetStatus(SpanStatus.Error, "why")
            .End();
        tracer.StartRoot("plain").End();

        Assert.Equal(["server", "plain"], checking.Kept.Select(kept => kept.Name));
        Assert.Equal([("a", 1), ("b", 2)], checking.Kept[0].Attributes);
        Assert.Equal((SpanStatus.Error, "why", true), (checking.Kept[0].Status, checking.Kept[0].StatusDescription, checking.Kept[0].HasRemoteParent));
        Assert.Empty(checking.Kept[1].Attributes);
    }

    [Fact]
    public void A_test_can_make_one()
    {
        var recorder = new SpanRecorder();
        var finished = new FinishedSpan(new SpanAttribute[] { ("a", 1), default }.AsMemory(0, 1))
        {
            Context = new SpanContext(new(1, 2), new(3)),
            Name = "made",
            StartUnixNanoseconds = 100,
            EndUnixNanoseconds = 300,
        };

        ((ISpanProcessor)recorder).OnEnd(in finished);

        var kept = Assert.Single(recorder.Spans);
        Assert.Equal([("a", 1)], kept.Attributes);
        Assert.Empty(kept.Events);
        Assert.Empty(kept.Links);
        Assert.Equal(TimeSpan.FromTicks(2), kept.Duration);
    }

    [Fact]
    public void Looking_at_it_allocates_nothing_that_keeping_it_does()
    {
        var looking = new Tracer(new ExplicitCarrier(), [new Looking()]).StartRoot("root");
        var keeping = new Tracer(new ExplicitCarrier(), [new Looking { Keeps = true }]).StartRoot("root");

        double BytesOf(Span root) => Allocated.BytesBy(() => root.StartChild("child", ("a", 1)).End());

        Assert.Equal(96, BytesOf(keeping) - BytesOf(looking));
    }

    sealed class Checking : ISpanProcessor
    {
        public List<SpanData> Kept { get; } = [];

        public void OnStart(Span span)
        {
        }

        public void OnEnd(in FinishedSpan span)
        {
            var kept = span.ToSpanData();
            Assert.Equal(kept.Context, span.Context);
            Assert.Equal(kept.ParentSpanId, span.ParentSpanId);
            Assert.Equal(kept.HasRemoteParent, span.HasRemoteParent);
            Assert.Equal(kept.Name, span.Name);
            Assert.Equal((kept.Kind, kept.Status, kept.StatusDescription), (span.Kind, span.Status, span.StatusDescription));
            Assert.Equal((kept.StartUnixNanoseconds, kept.EndUnixNanoseconds), (span.StartUnixNanoseconds, span.EndUnixNanoseconds));
            Assert.Equal(kept.Duration, span.Duration);
            Assert.Equal(kept.Attributes, span.Attributes.ToArray());
            Assert.Equal(kept.Events, span.Events);
            Assert.Equal(kept.Links, span.Links);
            Kept.Add(kept);
        }
    }

    sealed class Looking : ISpanProcessor
    {
        SpanData? _last;

        public bool Keeps { get; init; }

        public void OnStart(Span span)
        {
        }

        public void OnEnd(in FinishedSpan span)
        {
            if (span.Name == "child" && span.Attributes.Length == 1 && span.Events.Count == 0 && Keeps)
                _last = span.ToSpanData();

            GC.KeepAlive(_last);
        }
    }
}
