using System.Net;
using System.Text.RegularExpressions;
using Stackbilt.Observability;
using Stackbilt.Observability.Tests;

namespace Oracle.Tests;

public sealed class WaterfallTests
{
    [Theory]
    [MemberData(nameof(ScriptFiles.UnderEveryCarrier), MemberType = typeof(ScriptFiles))]
    public async Task A_script_has_the_waterfall_that_is_committed(string carrier, string script, int questions)
    {
        await using var service = await RunningService.StartAsync(carrier);

        var run = await service.PostAsync(ScriptFiles.Read(script), questions);

        Assert.Equal(HttpStatusCode.OK, run.Status);
        var outline = Regex.Replace(Waterfall.Outline(run.Spans), "server.port=[0-9]+", "server.port=any");
        Snapshot.Matches(outline, $"{carrier}.{script}");
    }

    [Theory]
    [InlineData("one-card", 1)]
    [InlineData("three-cards", 4)]
    [InlineData("celtic-cross", 12)]
    public async Task The_tree_is_the_same_where_the_span_is_carried_and_the_answer_everywhere(string script, int questions)
    {
        await using var ambient = await RunningService.StartAsync("AsyncLocal");
        await using var threaded = await RunningService.StartAsync("Explicit");
        await using var own = await RunningService.StartAsync("Counting");
        await using var none = await RunningService.StartAsync("Null");

        var text = ScriptFiles.Read(script);
        var runs = await Task.WhenAll(
            ambient.PostAsync(text, questions),
            threaded.PostAsync(text, questions),
            own.PostAsync(text, questions),
            none.PostAsync(text, questions));

        Assert.Equal(runs[0].Tree, runs[1].Tree);
        Assert.Equal(runs[0].Tree, runs[2].Tree);
        Assert.All(runs, run => Assert.Equal(runs[0].Body, run.Body));
        Assert.All(runs[3].Spans, span => Assert.Equal(SpanKind.Server, span.Kind));
    }

    [Theory]
    [InlineData("AsyncLocal")]
    [InlineData("Explicit")]
    public async Task Everything_of_a_request_is_in_one_trace_each_below_the_other(string carrier)
    {
        await using var service = await RunningService.StartAsync(carrier);

        var run = await service.PostAsync(ScriptFiles.Read("one-card"), questions: 1);

        Assert.Single(run.Spans.Select(span => span.Context.TraceId).Distinct());
        Assert.Equal(run.Named("oracle.inference").Context.SpanId, run.Named("POST /infer").ParentSpanId);
        Assert.Equal(run.Named("tarotscript.interpret").Context.SpanId, run.Named("oracle.inference").ParentSpanId);
        Assert.Equal(run.Server.Context.SpanId, run.Named("tarotscript.interpret").ParentSpanId);
        Assert.False(run.Server.ParentSpanId.IsValid);
    }
}
