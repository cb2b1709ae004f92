using Spectre.Console;
using Stackbilt.Observability;

namespace OracleService;

/// <summary>The library's text waterfall, in colour where the terminal has it: one colour per service, red for errors.</summary>
static class WaterfallView
{
    public static void Show(IAnsiConsole console, Waterfall waterfall)
    {
        var lines = waterfall.ToString(console.Profile.Width).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (line, row) in lines.Zip(waterfall.Rows))
            console.Write(new Text(line + "\n", new Style(Colour(row.Span))) { Overflow = Overflow.Crop });
    }

    static Color Colour(SpanData span) =>
        span.Status == SpanStatus.Error ? Color.Red
        : span.Kind == SpanKind.Server ? Color.Aqua
        : span.Name.StartsWith("oracle.", StringComparison.Ordinal) ? Color.Yellow
        : Color.Default;
}
