using Stackbilt.Observability;
using Stackbilt.Observability.Conformance;

// dotnet run --project tests/Conformance.Report -- docs artifacts
// Runs the suite against the carriers of this project. The first folder gets conformance.md, which is the same for every run
// and is kept; the second gets conformance.html and conformance.json.
if (args is not [var kept, var built])
{
    Console.Error.WriteLine("usage: dotnet run --project tests/Conformance.Report -- <folder of Markdown> <folder of HTML and JSON>");
    return 2;
}

var report = new ConformanceReport()
    .Add("AsyncLocal", await ConformanceSuite.RunAsync(static () => new AsyncLocalCarrier()))
    .Add("Explicit", await ConformanceSuite.RunAsync(static () => new ExplicitCarrier()))
    .Add("Null", await ConformanceSuite.RunAsync(static () => new NullCarrier()));
Directory.CreateDirectory(kept);
Directory.CreateDirectory(built);
await File.WriteAllTextAsync(Path.Combine(kept, "conformance.md"), report.ToMarkdown());
await File.WriteAllTextAsync(Path.Combine(built, "conformance.html"), report.ToHtml());
await File.WriteAllTextAsync(Path.Combine(built, "conformance.json"), report.ToJson());
return 0;
