using System.Globalization;
using System.Text;
using System.Text.Json;

// Run as: dotnet run MutationTable.cs -- <mutation-report.json> <page>
// Prints the score and what survived, and writes a table of the report between the two comments in the page.
const string Begin = "<!-- written by .ci/mutation -->\n";
const string End = "<!-- to here -->\n";

using var report = JsonDocument.Parse(File.ReadAllText(args[0]));
var files = report.RootElement.GetProperty("files").EnumerateObject()
    .Select(file => (
        Name: Path.GetFileNameWithoutExtension(file.Name),
        Statuses: file.Value.GetProperty("mutants").EnumerateArray().Select(mutant => mutant.GetProperty("status").GetString()).ToArray()))
    .Select(file => (
        file.Name,
        Killed: file.Statuses.Count(status => status is "Killed" or "Timeout"),
        Survived: file.Statuses.Count(status => status is "Survived" or "NoCoverage")))
    .Where(file => file.Killed + file.Survived > 0)
    .OrderBy(file => file.Name, StringComparer.Ordinal)
    .ToArray();
if (files.Length == 0)
{
    Console.Error.WriteLine($"{args[0]}: no mutant was tested.");
    return 1;
}

var (killed, survived) = (files.Sum(file => file.Killed), files.Sum(file => file.Survived));
var score = (100.0 * killed / (killed + survived)).ToString("0.00", CultureInfo.InvariantCulture) + " %";
var table = new StringBuilder("| | mutants | killed | survived |\n|---|---|---|---|\n");
foreach (var file in files)
    table.Append(CultureInfo.InvariantCulture, $"| `{file.Name}` | {file.Killed + file.Survived} | {file.Killed} | {file.Survived} |\n");

table.Append(CultureInfo.InvariantCulture, $"| together: {score} | {killed + survived} | {killed} | {survived} |\n");

// Each of them is to be explained beside the table, or to be killed.
foreach (var file in report.RootElement.GetProperty("files").EnumerateObject())
{
    foreach (var mutant in file.Value.GetProperty("mutants").EnumerateArray())
    {
        if (mutant.GetProperty("status").GetString() is "Survived" or "NoCoverage")
        {
            var line = mutant.GetProperty("location").GetProperty("start").GetProperty("line").GetInt32();
            Console.WriteLine($"{Path.GetFileName(file.Name)}:{line}: {mutant.GetProperty("replacement").GetString()?.ReplaceLineEndings(" ")}");
        }
    }
}

var page = File.ReadAllText(args[1]);
var begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
var end = page.IndexOf(End, begin, StringComparison.Ordinal);
if (begin < Begin.Length || end < 0)
{
    Console.Error.WriteLine($"{args[1]}: there is no place for the table.");
    return 1;
}

File.WriteAllText(args[1], page[..begin] + table + page[end..]);
Console.WriteLine($"{killed} of {killed + survived} mutants killed: {score}");
return 0;
