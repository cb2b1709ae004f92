namespace Stackbilt.Observability.Benchmarks.Tests;

public class RatioTests
{
    [Theory]
    [InlineData(100, 0, "≤ 0.5, 0 B", "yes", "")]
    [InlineData(100.2, 0, "≤ 0.5, 0 B", "time no, bytes yes", "≤ 0.6: yes")]
    [InlineData(121, 8, "≤ 0.5, 0 B", "no", "≤ 0.6: no")]
    public void A_row_says_what_is_met_and_what_is_proposed(double ns, double bytes, string goal, string met, string proposed)
    {
        var ratio = new Ratio(
            "ours",
            ns,
            bytes,
            "peer",
            PeerNs: 200,
            PeerBytes: 80,
            Noise: 0,
            new Goal(Time: 0.5, Bytes: 0),
            proposed.Length == 0 ? null : new Goal(Time: 0.6));

        Assert.Equal(Ratio.Columns.Count, ratio.Cells().Count);
        Assert.Equal([goal, met, proposed], ratio.Cells().TakeLast(3));
    }
}
