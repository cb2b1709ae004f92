namespace Stackbilt.Observability.Benchmarks.Tests;

public class WarmUpTests
{
    [Theory]
    [InlineData(new double[] { 90, 60, 40, 39.5, 1 }, 4)]
    [InlineData(new double[] { 40, 40, 40, 1 }, 3)]
    [InlineData(new double[] { 90, 60, 40, 30, 20, 10, 1 }, 6)]
    public async Task Goes_on_until_a_load_costs_what_the_last_one_did(double[] microseconds, int expected)
    {
        var loads = 0;
        var warmUp = new WarmUp(Milliseconds: 7, Least: 3, Most: 6);

        var taken = await warmUp.RunAsync(milliseconds =>
        {
            Assert.Equal(7, milliseconds);
            return Task.FromResult(new Rate(1, microseconds[loads++]));
        });

        Assert.Equal(expected, taken);
        Assert.Equal(expected, loads);
    }
}
