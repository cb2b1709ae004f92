using System.CommandLine;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>What the program can be asked for, and what it starts itself with.</summary>
static class BenchmarkCommands
{
    public static IReadOnlyList<Command> All() =>
    [
        RatiosCommand.Create(),
        ScaleCommand.Create(),
        RequestsCommand.Create(),
        ServeCommand.Create(),
        SoakCommand.Create(),
        GrainsCommand.Create(),
        GrowthCommand.Create(),
        SiloCommand.Create(),
        MessagesCommand.Create(),
        ShopCommand.Create(),
    ];
}
