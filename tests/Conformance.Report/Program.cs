using System.Globalization;
using Stackbilt.Observability;
using Stackbilt.Observability.Conformance;

// dotnet run --project tests/Conformance.Report -- docs artifacts
// Runs the suite against the carriers of this project. The first folder gets conformance.md, which is the same for every run
// and is kept; the second gets conformance.html, conformance.json and conformance.xml.
//
// dotnet run --project tests/Conformance.Report -- million [seed]
// Makes a million checks for each of them, and prints the seed.
if (args is ["million"])
    return await Million.RunAsync(Random.Shared.Next(1_000_000));

if (args is ["million", var given] && int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
    return await Million.RunAsync(seed);

if (args is not [var kept, var built])
{
    Console.Error.WriteLine("""
        usage: dotnet run --project tests/Conformance.Report -- <folder of Markdown> <folder of HTML, JSON and XML>
               dotnet run --project tests/Conformance.Report -- million [seed]
        """);
    return 2;
}

var report = new ConformanceReport()
    .Add("AsyncLocal", await ConformanceSuite.RunAsync(static () => new AsyncLocalCarrier()))
    .Add("Activity", await ConformanceSuite.RunAsync(static () => new ActivityCarrier()))
    .Add("Explicit", await ConformanceSuite.RunAsync(static () => new ExplicitCarrier()))
    .Add("Null", await ConformanceSuite.RunAsync(static () => new NullCarrier()));
Directory.CreateDirectory(kept);
Directory.CreateDirectory(built);
await File.WriteAllTextAsync(Path.Combine(kept, "conformance.md"), report.ToMarkdown());
await File.WriteAllTextAsync(Path.Combine(built, "conformance.html"), report.ToHtml());
await File.WriteAllTextAsync(Path.Combine(built, "conformance.json"), report.ToJson());
await File.WriteAllTextAsync(Path.Combine(built, "conformance.xml"), report.ToJUnitXml());
return 0;
