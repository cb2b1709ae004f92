namespace Stackbilt.Observability.Tests;

/// <summary>Headers of a caller, while somebody listens to the host, to us, or to both.</summary>
public class RemoteParentTests
{
    const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    const string ParentId = "00f067aa0ba902b7";

    static readonly (string, string) FromTheFuture = ("traceparent", $"01-{TraceId}-{ParentId}-01-what-the-future-will-bring");

    public static TheoryData<string, string[]> CarriersAndSources()
    {
        var data = new TheoryData<string, string[]>();
        foreach (var carrier in (string[])[CarrierNames.AsyncLocal, CarrierNames.Explicit])
        {
            data.Add(carrier, [Exported.Host, Exported.Ours]);
            data.Add(carrier, [Exported.Host]);
            data.Add(carrier, [Exported.Ours]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(CarriersAndSources))]
    public async Task The_caller_is_the_parent_and_its_state_travels_on(string carrier, string[] sources)
    {
        var (services, exported) = await AskAsync(
            carrier, sources, ("traceparent", $"00-{TraceId}-{ParentId}-01"), ("tracestate", "rojo=1,congo=2"));

        Assert.All(exported.Activities, activity => Assert.Equal(TraceId, activity.TraceId.ToHexString()));
        Assert.Single(exported.Activities, activity => activity.ParentSpanId.ToHexString() == ParentId);
        var first = Assert.Single(services.Recorder.Spans, span => span.Name == "GET /ask");
        Assert.Equal(ParentId, first.ParentSpanId.ToString());
        Assert.True(first.HasRemoteParent);
        Assert.All(services.Recorder.Spans, span => Assert.Equal("rojo=1,congo=2", span.Context.TraceState));
    }

    [Theory]
    [MemberData(nameof(CarriersAndSources))]
    public async Task Fields_of_a_later_version_are_passed_over(string carrier, string[] sources)
    {
        var (services, exported) = await AskAsync(carrier, sources, FromTheFuture);

        Assert.All(exported.Activities, activity => Assert.Equal(TraceId, activity.TraceId.ToHexString()));
        Assert.Single(exported.Activities, activity => activity.ParentSpanId.ToHexString() == ParentId);
        if (sources.Contains(Exported.Ours))
            services.EachRecordedSpanIsOneIn(exported);
    }

    [Theory]
    [MemberData(nameof(CarriersAndSources))]
    public async Task A_malformed_parent_is_none(string carrier, string[] sources)
    {
        var (services, exported) = await AskAsync(carrier, sources, ("traceparent", $"00-{TraceId}-{ParentId}-01-more"));

        exported.IsOneTrace();
        var first = Assert.Single(services.Recorder.Spans, span => span.Name == "GET /ask");
        Assert.Equal(default, first.ParentSpanId);
        Assert.NotEqual(TraceId, first.Context.TraceId.ToString());
    }

    [Theory]
    [MemberData(nameof(CarriersAndSources))]
    public async Task A_caller_that_does_not_sample_means_that_nothing_is_recorded(string carrier, string[] sources)
    {
        var (services, exported) = await AskAsync(carrier, sources, ("traceparent", $"00-{TraceId}-{ParentId}-00"));

        Assert.Empty(exported.Activities);
        Assert.Empty(services.Recorder.Spans);
        Assert.StartsWith($"00-{TraceId}-", services.TraceParent, StringComparison.Ordinal);
        Assert.EndsWith("-00", services.TraceParent, StringComparison.Ordinal);
    }

    static async Task<(TwoServices Services, Exported Exported)> AskAsync(
        string carrier,
        string[] sources,
        params (string Name, string Value)[] headers)
    {
        var exported = new Exported();
        using (exported.Listen(sources))
            return (await TwoServices.AskedAsync(carrier, headers: headers), exported);
    }
}
