namespace Stackbilt.Observability.Benchmarks;

/// <summary>A table as Markdown.</summary>
static class MarkdownTable
{
    public static string Of(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) => string.Join(
        '\n',
        [Row(columns), Row(columns.Select(_ => "---")), .. rows.Select(Row)]);

    static string Row(IEnumerable<string> cells) => "| " + string.Join(" | ", cells) + " |";
}
