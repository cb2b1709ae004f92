namespace Stackbilt.Observability.Tests;

/// <summary>The SDK listens to the host, to HttpClient and to us: one server span and one client span per hop.</summary>
public class EverySourceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Under_AsyncLocal_ours_are_in_between(bool injects)
    {
        var (services, exported) = await AskAsync(CarrierNames.AsyncLocal, injects);

        Assert.Equal(
            """
            Client GET (System.Net.Http)
              Server GET /ask (Microsoft.AspNetCore)
                Internal oracle.inference (Stackbilt.Observability)
                  Client GET (System.Net.Http)
                    Server GET /answer (Microsoft.AspNetCore)
                      Internal oracle.answer (Stackbilt.Observability)

            """,
            exported.Outline());
        exported.IsOneTrace();
        services.EachRecordedSpanIsOneIn(exported);
        Assert.Equal(4, services.Recorder.Spans.Count);
        Assert.Equal("oracle.inference", services.Seen[2]?.DisplayName);
        Assert.Same(services.Seen[1], services.Seen[3]);
    }

    [Fact]
    public async Task Under_Explicit_the_next_service_hangs_below_ours_and_the_clients_span_beside_it()
    {
        var (services, exported) = await AskAsync(CarrierNames.Explicit);

        // HttpClient starts its span below the platform's current activity, which under Explicit stays the host's.
        Assert.Equal(
            """
            Client GET (System.Net.Http)
              Server GET /ask (Microsoft.AspNetCore)
                Internal oracle.inference (Stackbilt.Observability)
                  Server GET /answer (Microsoft.AspNetCore)
                    Internal oracle.answer (Stackbilt.Observability)
                Client GET (System.Net.Http)

            """,
            exported.Outline());
        exported.IsOneTrace();
        services.EachRecordedSpanIsOneIn(exported);
        Assert.Equal(4, services.Recorder.Spans.Count);
        Assert.All(services.Seen, activity => Assert.Same(services.Seen[0], activity));
    }

    [Fact]
    public async Task Under_Null_there_are_the_requests_alone()
    {
        var (services, exported) = await AskAsync(CarrierNames.Null);

        Assert.Equal(
            """
            Client GET (System.Net.Http)
              Server GET /ask (Microsoft.AspNetCore)
                Client GET (System.Net.Http)
                  Server GET /answer (Microsoft.AspNetCore)

            """,
            exported.Outline());
        exported.IsOneTrace();
        services.EachRecordedSpanIsOneIn(exported);
        Assert.All(services.Seen, activity => Assert.Same(services.Seen[0], activity));
    }

    static async Task<(TwoServices Services, Exported Exported)> AskAsync(string carrier, bool injects = true)
    {
        var exported = new Exported();
        using (exported.Listen(Exported.Host, Exported.HttpClient, Exported.Ours))
            return (await TwoServices.AskedAsync(carrier, injects), exported);
    }
}
