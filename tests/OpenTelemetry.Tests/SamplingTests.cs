using OpenTelemetry.Trace;

namespace Stackbilt.Observability.Tests;

public class SamplingTests
{
    public static TheoryData<string, string[]> CarriersAndSources()
    {
        var data = new TheoryData<string, string[]>();
        foreach (var carrier in new[] { CarrierNames.AsyncLocal, CarrierNames.Explicit, CarrierNames.Null })
        {
            data.Add(carrier, [Exported.Host, Exported.HttpClient, Exported.Ours]);
            data.Add(carrier, [Exported.Host, Exported.Ours]);
            data.Add(carrier, [Exported.Ours]);
            data.Add(carrier, [Exported.Host]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(CarriersAndSources))]
    public async Task A_sampler_that_is_off_means_that_nothing_is_recorded_anywhere(string carrier, string[] sources)
    {
        var exported = new Exported();
        TwoServices services;
        using (exported.Listen(new AlwaysOffSampler(), sources))
            services = await TwoServices.AskedAsync(carrier);

        Assert.Empty(exported.Activities);
        Assert.Empty(services.Recorder.Spans);
        Assert.False(TraceContextPropagator.Extract(services.TraceParent, null).IsSampled);
    }
}
