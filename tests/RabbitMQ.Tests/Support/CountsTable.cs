namespace Stackbilt.Observability.Tests;

/// <summary>The table of counts in docs/jobs-and-messages.md: each test adds its rows, and <c>.ci/queues</c> takes them.</summary>
static class CountsTable
{
    static readonly string File = Environment.GetEnvironmentVariable("STACKBILT_QUEUE_TABLE") ?? "";

    public static void Add(string what, Dictionary<string, Outcome> outcomes)
    {
        if (File.Length > 0)
            System.IO.File.AppendAllLines(File, outcomes.GroupBy(static outcome => outcome.Value.Cells, static outcome => outcome.Key)
                .Select(alike => $"| {what} | {string.Join(", ", alike)} | {alike.Key}"));
    }
}
