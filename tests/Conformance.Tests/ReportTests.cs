using System.Text.Json;
using System.Xml.Linq;

namespace Stackbilt.Observability.Conformance.Tests;

public sealed class ReportTests
{
    [Fact]
    public async Task The_table_in_the_documentation_is_current()
    {
        var report = new ConformanceReport()
            .Add("AsyncLocal", await ConformanceSuite.RunAsync(static () => new AsyncLocalCarrier()))
            .Add("Explicit", await ConformanceSuite.RunAsync(static () => new ExplicitCarrier()))
            .Add("Null", await ConformanceSuite.RunAsync(static () => new NullCarrier()));

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
    public async Task The_page_is_well_formed_and_needs_nothing_from_anywhere()
    {
        var results = await ConformanceSuite.RunAsync(static () => new ExplicitCarrier());
        var html = new ConformanceReport().Add("Explicit", results).ToHtml();

        var page = XDocument.Parse(html[html.IndexOf("<body>", StringComparison.Ordinal)..html.IndexOf("</html>", StringComparison.Ordinal)]);
        Assert.Equal(ConformanceSuite.Rules.Count, page.Descendants("details").Count(details => (string?)details.Attribute("class") == "rule"));
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
    }
}
