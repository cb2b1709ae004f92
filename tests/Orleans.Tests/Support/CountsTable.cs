using System.Reflection;

namespace Stackbilt.Observability.Tests;

/// <summary>The table of counts in docs/orleans.md. <c>.ci/killed-silo --write</c> puts the counts of its run there; without it they have to be those.</summary>
static class CountsTable
{
    const string Begin = "<!-- counts: written by .ci/killed-silo -->\n";
    const string End = "<!-- end of counts -->";

    static readonly bool IsToBeWritten = Environment.GetEnvironmentVariable("STACKBILT_SILO_TABLE") == "write";

    public static void Matches(Dictionary<string, KilledSiloOutcome> outcomes)
    {
        var project = typeof(CountsTable).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static entry => entry.Key == "ProjectDirectory").Value!;
        var file = Path.Combine(project, "../../docs/orleans.md");
        var page = File.ReadAllText(file).ReplaceLineEndings("\n");
        var begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, begin, StringComparison.Ordinal);
        var table = TableOf(outcomes);
        if (IsToBeWritten)
            File.WriteAllText(file, page[..begin] + table + page[end..]);
        else
            Assert.Equal(page[begin..end], table);
    }

    static string TableOf(Dictionary<string, KilledSiloOutcome> outcomes) => string.Concat(
        outcomes.GroupBy(static outcome => outcome.Value.Cells, static outcome => outcome.Key)
            .Select(static alike => $"| {string.Join(", ", alike)} | {alike.Key}\n")
            .Prepend("|---|---|---|---|---|---|---|---|---|---|\n")
            .Prepend("| carrier | calls | answered | failed | steps begun in the killed silo and never done | their spans | of these, shown as ended | spans of the other silo | wrong parents | traces whose first span has an error |\n"));
}
