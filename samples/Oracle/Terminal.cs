using Spectre.Console;

namespace OracleService;

/// <summary>The console: in colour for a person, plain and 100 columns wide in a pipe or a file.</summary>
static class Terminal
{
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
        plain.Profile.Width = 100;
        return plain;
    }
}
