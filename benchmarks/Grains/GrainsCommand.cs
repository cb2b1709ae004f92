using System.CommandLine;

namespace Stackbilt.Observability.Benchmarks;

/// <summary><c>grains</c>: how many calls of grains two silos answer with each way of tracing, in turn.</summary>
static class GrainsCommand
{
    static readonly GrainShape Shape = new(Silos: 2, Callers: 16, Hops: 4);

    public static Command Create()
    {
        var write = new Option<bool>("--write") { Description = $"Also write the table into {PerformancePage.RelativePath}." };
        var rounds = new Option<int>("--rounds") { Description = "How often each is measured.", DefaultValueFactory = _ => 15 };
        var milliseconds = new Option<int>("--milliseconds") { Description = "How long each time.", DefaultValueFactory = _ => 1500 };
        var command = new Command("grains", "Calls of grains per second between two silos, with each way of tracing.")
        {
            write, rounds, milliseconds,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var measured = await GrainStudy.RunAsync(
                [.. Enumerable.Range(0, SiloSetup.All.Count)],
                [Shape],
                arguments.GetValue(rounds),
                arguments.GetValue(milliseconds),
                cancellation);
            TracingTable.Show("grains", "call", [.. measured.Select(static of => (of.Setup.Name, of.Medians))], arguments.GetValue(write));
        });
        return command;
    }
}
