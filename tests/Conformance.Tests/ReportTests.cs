using System.Text.Json;
using System.Xml.Linq;
using Stackbilt.Observability.Tests;

namespace Stackbilt.Observability.Conformance.Tests;

public sealed class ReportTests
{
    [Fact]
    public async Task The_table_in_the_documentation_is_current()
    {
        var report = new ConformanceReport()
            .Add("AsyncLocal", await ConformanceSuite.RunAsync(static () => new AsyncLocalCarrier(), Patience.Options))
            .Add("Activity", await ConformanceSuite.RunAsync(static () => new ActivityCarrier(), Patience.Options))
            .Add("Explicit", await ConformanceSuite.RunAsync(static () => new ExplicitCarrier(), Patience.Options))
            .Add("Null", await ConformanceSuite.RunAsync(static () => new NullCarrier(), Patience.Options));

        // Written by: dotnet run --project tests/Conformance.Report -- docs artifacts
        var kept = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "conformance.md"));
        Assert.Equal(kept.ReplaceLineEndings("\n"), report.ToMarkdown());
    }

    [Fact]
    public async Task A_failure_is_shown_with_its_message_everywhere()
    {
        var rule = ConformanceSuite.Find("NEST-02");
        var result = await rule.CheckAsync(static () => new NullPosingCarrier());
        var report = new ConformanceReport().Add("Posing <Null>", [result]);

        Assert.Contains("nothing inside its scope", report.ToMarkdown(), StringComparison.Ordinal);
        Assert.Contains("Posing &lt;Null&gt; FAILS", report.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("nothing inside its scope", report.ToHtml(), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(report.ToJson());
        var shown = json.RootElement.GetProperty("carriers")[0].GetProperty("results")[0];
        Assert.Equal("Failed", shown.GetProperty("outcome").GetString());
        Assert.Equal(result.Message, shown.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Every_format_has_claims_version_seed_and_counts_and_failures_first()
    {
        var options = new ConformanceOptions { Seed = 4711 };
        RuleResult[] results =
        [
            await ConformanceSuite.Find("NEST-01").CheckAsync(static () => new NullPosingCarrier(), options),
            await ConformanceSuite.Find("NEST-02").CheckAsync(static () => new NullPosingCarrier(), options),
        ];
        var report = new ConformanceReport().Add("Posing\u0001", results);

        foreach (var text in (string[])[report.ToMarkdown(), report.ToHtml(), report.ToJson(), report.ToJUnitXml()])
        {
            Assert.Contains("PassesToWork, Ambient, FlowsAcrossAwait, FlowsIntoForks", text, StringComparison.Ordinal);
            Assert.Contains(ConformanceSuite.Version, text, StringComparison.Ordinal);
            Assert.Contains("4711", text, StringComparison.Ordinal);
        }

        var suite = XDocument.Parse(report.ToJUnitXml()).Root!.Element("testsuite")!;
        Assert.Equal(("2", "1"), ((string?)suite.Attribute("tests"), (string?)suite.Attribute("failures")));
        Assert.Equal("Posing?", (string?)suite.Attribute("name"));
        Assert.Equal("NEST-02 Attached, then restored", (string?)suite.Element("testcase")!.Attribute("name"));
        Assert.Equal(results[1].Message.ReplaceLineEndings(), suite.Element("testcase")!.Element("failure")!.Value.ReplaceLineEndings());
        Assert.Contains("[NEST-02](spec.md#nest-02-attached-then-restored)", report.ToMarkdown(), StringComparison.Ordinal);
        Assert.Contains("<a href=\"#NEST-02\">", report.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_well_formed_and_needs_nothing_from_anywhere()
    {
        var results = await ConformanceSuite.RunAsync(static () => new ExplicitCarrier(), Patience.Options);
        var html = new ConformanceReport().Add("Explicit", results).ToHtml();

        var page = XDocument.Parse(html[html.IndexOf("<body>", StringComparison.Ordinal)..html.IndexOf("</html>", StringComparison.Ordinal)]);
        Assert.Equal(ConformanceSuite.Rules.Count, page.Descendants("details").Count(details => (string?)details.Attribute("class") == "rule"));
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
    }
}
