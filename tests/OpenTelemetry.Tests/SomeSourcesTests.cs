namespace Stackbilt.Observability.Tests;

public class SomeSourcesTests
{
    const string WholeTree =
        """
        GET /ask [Server]
        └─ oracle.inference [Internal]
           └─ GET /answer [Server]
              └─ oracle.answer [Internal]

        """;

    [Theory]
    [InlineData(CarrierNames.AsyncLocal)]
    [InlineData(CarrierNames.Explicit)]
    public async Task Ours_alone_is_one_tree_from_the_server_span_down(string carrier)
    {
        var (services, exported) = await AskAsync(carrier, Exported.Ours);

        Assert.Equal(
            """
            Server GET /ask (Stackbilt.Observability)
              Internal oracle.inference (Stackbilt.Observability)
                Server GET /answer (Stackbilt.Observability)
                  Internal oracle.answer (Stackbilt.Observability)

            """,
            exported.Outline());
        exported.IsOneTrace();
        services.EachRecordedSpanIsOneIn(exported);
        Assert.Equal(4, services.Recorder.Spans.Count);
        if (carrier == CarrierNames.Explicit)
            Assert.All(services.Seen, activity => Assert.Same(services.Seen[0], activity));
    }

    [Fact]
    public async Task Ours_alone_under_Null_has_the_server_span_of_each_service()
    {
        var (services, exported) = await AskAsync(CarrierNames.Null, Exported.Ours);

        Assert.Equal(["GET /answer", "GET /ask"], services.Recorder.Spans.Select(span => span.Name).Order());
        Assert.True(TraceContextPropagator.Extract(services.TraceParent, null).IsSampled);
        services.EachRecordedSpanIsOneIn(exported);
    }

    [Fact]
    public async Task Ours_and_HttpClients_are_one_tree()
    {
        var (services, exported) = await AskAsync(CarrierNames.AsyncLocal, Exported.Ours, Exported.HttpClient);

        Assert.Equal(
            """
            Client GET (System.Net.Http)
              Server GET /ask (Stackbilt.Observability)
                Internal oracle.inference (Stackbilt.Observability)
                  Client GET (System.Net.Http)
                    Server GET /answer (Stackbilt.Observability)
                      Internal oracle.answer (Stackbilt.Observability)

            """,
            exported.Outline());
        exported.IsOneTrace();
        services.EachRecordedSpanIsOneIn(exported);
    }

    [Theory]
    [InlineData(CarrierNames.AsyncLocal)]
    [InlineData(CarrierNames.Explicit)]
    public async Task The_host_alone_has_its_server_spans_with_our_names_and_ours_are_recorded_below(string carrier)
    {
        var (services, exported) = await AskAsync(carrier, Exported.Host);

        Assert.Equal(
            "Server GET /ask (Microsoft.AspNetCore)\n? Server GET /answer (Microsoft.AspNetCore)\n", exported.Outline());
        exported.IsOneTrace();
        Assert.Equal(WholeTree, Waterfall.Outline(services.Recorder.Spans, static _ => false));
        Assert.All(services.Seen, activity => Assert.Same(services.Seen[0], activity));
    }

    [Theory]
    [InlineData(CarrierNames.AsyncLocal)]
    [InlineData(CarrierNames.Explicit)]
    public async Task With_nobody_listening_the_recorder_has_the_whole_tree(string carrier)
    {
        var services = await TwoServices.AskedAsync(carrier);

        Assert.Equal(WholeTree, Waterfall.Outline(services.Recorder.Spans, static _ => false));
        Assert.All(services.Seen, activity => Assert.Same(services.Seen[0], activity));
    }

    [Fact]
    public async Task With_nobody_listening_a_header_that_HttpClient_writes_keeps_the_next_service_in_the_trace()
    {
        var services = await TwoServices.AskedAsync(CarrierNames.AsyncLocal, injects: false);

        Assert.Equal(4, services.Recorder.Spans.Count);
        Assert.Single(services.Recorder.Spans.Select(span => span.Context.TraceId).Distinct());
        Assert.True(TraceContextPropagator.Extract(services.TraceParent, null).IsSampled);
    }

    static async Task<(TwoServices Services, Exported Exported)> AskAsync(string carrier, params string[] sources)
    {
        var exported = new Exported();
        using (exported.Listen(sources))
            return (await TwoServices.AskedAsync(carrier), exported);
    }
}
