namespace Stackbilt.Observability.Benchmarks.Tests;

public class MediansTests
{
    [Fact]
    public void A_ratio_is_one_within_a_round_its_median_in_a_start_and_the_median_of_those()
    {
        // The machine becomes ten times slower from round to round, and the second setup is half as fast in all of them but one.
        IReadOnlyList<Rate[]> first = [Round(1000, 10, 500, 20), Round(100, 100, 50, 200), Round(10, 1000, 40, 250)];
        IReadOnlyList<Rate[]> second = [Round(1000, 10, 250, 40)];
        IReadOnlyList<Rate[]> third = [Round(1000, 10, 800, 15)];

        var medians = Medians.Of(1, [first, second, third]);

        Assert.Equal(0.5, medians.RateRatio);
        Assert.Equal(2.0, medians.TimeRatio);
        Assert.Equal((1.5, 4.0), (medians.LeastTimeRatio, medians.MostTimeRatio));
        Assert.Equal(10, medians.ExtraMicroseconds);
        Assert.Equal(new Rate(250, 40), medians.Rate);
    }

    [Fact]
    public void What_is_compared_with_itself_is_one()
    {
        var medians = Medians.Of(0, [[Round(1000, 10, 500, 20), Round(3000, 30, 50, 200)]]);

        Assert.Equal((1.0, 1.0, 0.0), (medians.RateRatio, medians.TimeRatio, medians.ExtraMicroseconds));
        Assert.Equal(new Rate(2000, 20), medians.Rate);
    }

    [Theory]
    [InlineData(10, 20, true)]
    [InlineData(10, 19, false)]
    [InlineData(8, 20, true)]
    public void A_goal_is_met_by_as_many_calls_and_no_more_time(double peerPerSecond, double peerMicroseconds, bool isTimeMet)
    {
        var peer = Medians.Of(1, [[Round(20, 10, peerPerSecond, peerMicroseconds)]]);
        var ours = Medians.Of(1, [[Round(20, 10, 9, 20)]]);

        var cells = new TracingRow("ours", Exported: 9, ours).Cells(peer);

        Assert.Equal(peerPerSecond <= 9 ? "yes" : "no", cells[4]);
        Assert.Equal(isTimeMet ? "yes" : "no", cells[8]);
        Assert.Equal("2.00 (2.00–2.00)", cells[6]);
    }

    [Fact]
    public void Nothing_done_is_no_rate() => Assert.Throws<InvalidOperationException>(() => Rate.Of(0, 1, 1));

    static Rate[] Round(double perSecond, double microseconds, double otherPerSecond, double otherMicroseconds) =>
        [new(perSecond, microseconds), new(otherPerSecond, otherMicroseconds)];
}
