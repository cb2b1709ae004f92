namespace Stackbilt.Observability.Tests.Spans;

/// <summary>Changes at the very moment of the end: two threads, in step for many spans, so that some of them meet.</summary>
public class LastMomentTests
{
    [Fact]
    public void No_change_slips_in_once_the_span_is_handed_over()
    {
        var handedOver = new EventsAtTheEnd();
        var tracer = new Tracer(new ExplicitCarrier(), [handedOver]);
        var spans = Enumerable.Range(0, 2_000).Select(_ => tracer.StartRoot("root")).ToList();
        using var inStep = new Barrier(2);

        SimultaneousThreads.Run(
            () => spans.ForEach(span =>
            {
                inStep.SignalAndWait();
                for (var change = 0; change < 20_000 && !span.HasEnded; change++)
                    span.AddEvent("change");
            }),
            () => spans.ForEach(span =>
            {
                inStep.SignalAndWait();
                span.End();
            }));

        Assert.Equal(spans.Count, handedOver.Counts.Count);
        Assert.All(handedOver.Counts, counted => Assert.Equal(counted.Count, counted.Data.Events.Count));
    }

    sealed class EventsAtTheEnd : ISpanProcessor
    {
        public List<(SpanData Data, int Count)> Counts { get; } = [];

        public void OnStart(Span span)
        {
        }

        public void OnEnd(in FinishedSpan span) => Counts.Add((span.ToSpanData(), span.Events.Count));
    }
}
