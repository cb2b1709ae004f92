using Spectre.Console;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>The console: in colour for a person, plain and wide enough for a table in a pipe or a file.</summary>
static class Terminal
{
    const int TableWidth = 200;

    public static IAnsiConsole Open()
    {
        if (!Console.IsOutputRedirected)
            return AnsiConsole.Console;

        var plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        plain.Profile.Width = TableWidth;
        return plain;
    }
}
