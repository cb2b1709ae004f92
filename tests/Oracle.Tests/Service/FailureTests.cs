using System.Net;
using Microsoft.Extensions.Options;
using OracleService;
using Stackbilt.Observability;

namespace Oracle.Tests;

public sealed class FailureTests
{
    const string Malformed = "deck major\nseed 1\nlet a = draw\nspread \"one\" { a: interpret b as \"x\" }\n";
    const string Unanswerable = "deck major\nseed 1\nlet a = draw\nspread \"one\" { a: interpret a as \"the lottery\" }\n";

    [Theory]
    [InlineData("AsyncLocal")]
    [InlineData("Explicit")]
    [InlineData("Null")]
    public async Task A_malformed_script_is_refused_with_line_and_column(string carrier)
    {
        await using var service = await RunningService.StartAsync(carrier);

        var run = await service.PostAsync(Malformed, questions: 0);

        Assert.Equal(HttpStatusCode.BadRequest, run.Status);
        Assert.StartsWith("line 4, column 29:", run.Body, StringComparison.Ordinal);
        Assert.Equal(SpanStatus.Unset, run.Server.Status);
        Assert.Contains(new SpanAttribute("http.response.status_code", 400), run.Server.Attributes);
        if (carrier != "Null")
            Assert.Contains(new SpanAttribute("tarotscript.error", run.Body), run.Server.Attributes);
    }

    [Theory]
    [InlineData("AsyncLocal")]
    [InlineData("Explicit")]
    [InlineData("Null")]
    public async Task An_oracle_that_fails_is_seen_in_the_waterfall_and_harms_no_later_request(string carrier)
    {
        await using var service = await RunningService.StartAsync(carrier);

        var failed = await service.PostAsync(Unanswerable, questions: 1);
        var next = await service.PostAsync(ScriptFiles.Read("one-card"), questions: 1);

        Assert.Equal(HttpStatusCode.BadGateway, failed.Status);
        Assert.Equal(SpanStatus.Error, failed.Server.Status);
        Assert.Equal(HttpStatusCode.OK, next.Status);
        Assert.DoesNotContain(next.Spans, span => span.Status == SpanStatus.Error);
        if (carrier == "Null")
            return;

        var asked = failed.Named("oracle.inference");
        Assert.Equal(SpanStatus.Error, asked.Status);
        var recorded = Assert.Single(asked.Events);
        Assert.Contains(new SpanAttribute("exception.type", "OracleService.OracleException"), recorded.Attributes);
        Assert.Contains(
            "oracle.inference ✗",
            Waterfall.Of(failed.Spans).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_carrier_stops_the_start_and_says_what_there_is()
    {
        var wrong = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            OracleServices.StartAsync([$"--{ObservabilityOptions.SectionName}:Carrier=Nonsense"]));

        Assert.Equal(
            "Stackbilt:Observability:Carrier is \"Nonsense\", and no carrier is registered under that name. "
            + "Registered: AsyncLocal, Activity, Explicit, Null, Counting.",
            wrong.Message);
    }
}
