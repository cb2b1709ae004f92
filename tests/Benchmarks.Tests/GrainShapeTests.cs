namespace Stackbilt.Observability.Benchmarks.Tests;

public class GrainShapeTests
{
    [Theory]
    [InlineData(1, 8, new[] { 8 })]
    [InlineData(2, 1, new[] { 0, 1 })]
    [InlineData(2, 8, new[] { 4, 4 })]
    [InlineData(3, 64, new[] { 21, 22, 21 })]
    public void Hops_go_from_silo_to_silo_and_begin_on_the_second(int silos, int hops, int[] expected) =>
        Assert.Equal(expected, Enumerable.Range(0, silos).Select(new GrainShape(silos, Callers: 1, hops).HopsIn));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_caller_begins_on_the_same_silo_with_grains_of_its_own(int silos)
    {
        const int LongestChain = 64;
        var first = Enumerable.Range(0, 256).Select(HopGrain.FirstKey).ToArray();

        Assert.Single(first.Select(key => NextSiloDirector.PlaceOf(key, silos)).Distinct());
        Assert.All(first.Zip(first.Skip(1)), static keys => Assert.True(keys.Second - keys.First >= LongestChain));
    }

    [Fact]
    public void What_a_span_costs_is_what_tracing_adds_by_the_spans_of_a_trace()
    {
        Rate[] round = [new(100_000, 10), new(50_000, 17)];
        var row = new GrowthRow(
            new GrainShape(Silos: 2, Callers: 16, Hops: 8), Exported: 16, Medians.Of(0, [[round]]), Medians.Of(1, [[round]]));

        Assert.Equal(3.5, row.ProcessorMicrosecondsPerSpan);
        Assert.Equal(5.0, row.MicrosecondsPerSpan);
        Assert.Equal(GrowthRow.Columns.Count, row.Cells().Count);
    }
}
