namespace Stackbilt.Observability.Tests.Scopes;

/// <summary>What is active at the same time in one flow, in whatever order it is over, leaves nothing behind there.</summary>
public class OverlapTests
{
    // A million for each width; the last one has the most orders and ways.
    const int Steps = 1_000_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_overlap_is_bounded(int width)
    {
        var overlaps = Overlap.All(width).ToArray();
        var carrier = new AsyncLocalCarrier();

        var ran = Array.ConvertAll(overlaps, overlap => overlap.Run(carrier, Steps / overlaps.Length));

        // Those of the last round may be open, and as many around them not yet dropped: one or two of those watched.
        _ = Kept.Count([.. ran.SelectMany(static flow => flow.Used)]);
        for (var at = 0; at < ran.Length; at++)
        {
            var kept = ran[at].Used.Count(static reference => reference.IsAlive);
            Assert.True(kept <= 2, $"{kept} of {ran[at].Used.Count} are kept by the flow: {overlaps[at]}");
        }

        GC.KeepAlive(ran);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(100)]
    public void Wide_overlaps_are_bounded(int width)
    {
        const int ManySteps = 40_000;
        foreach (var way in Enum.GetValues<Way>())
        {
            var overlap = new Overlap([.. Enumerable.Range(0, width)], [.. Enumerable.Repeat(way, width)]);

            var (flow, used) = overlap.Run(new AsyncLocalCarrier(), ManySteps);

            // Far out, the ended are dropped now and then only: by chance, but not by so little that this could be missed.
            Assert.InRange(Kept.Count(used), 0, used.Count / 4);
            GC.KeepAlive(flow);
        }
    }

    [Fact]
    public void A_hundred_thousand_nested_can_be_closed_from_either_end()
    {
        const int Depth = 100_000;
        var carrier = new AsyncLocalCarrier();
        var scopes = new CarrierScope[Depth];
        for (var level = 0; level < Depth; level++)
            scopes[level] = carrier.Attach(new PlainSpan());

        Assert.Equal(new DetachResult(DetachOutcome.OutOfOrder, Depth - 1), scopes[0].Detach());
        for (var level = Depth - 1; level > 0; level--)
            Assert.Equal(DetachOutcome.InOrder, scopes[level].Detach().Outcome);

        Assert.Null(carrier.Current);
    }
}
