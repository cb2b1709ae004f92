using System.CommandLine;

namespace Stackbilt.Observability.Benchmarks;

/// <summary><c>grains</c>: how many calls of grains two silos answer with each way of tracing, in turn.</summary>
static class GrainsCommand
{
    static readonly GrainShape Shape = new(Silos: 2, Callers: 16, Hops: 4);

    public static Command Create()
    {
        var options = new StudyOptions(starts: 5, rounds: 3, milliseconds: 1000);
        var command = new Command("grains", "Calls of grains per second between two silos, with each way of tracing.");
        options.AddTo(command);
        command.SetAction(async (arguments, cancellation) =>
        {
            var study = options.Of(arguments, SiloSetup.All.Count, loads: 1, new WarmUp(Milliseconds: 250, Least: 6, Most: 16));
            var measured = await study.RunAsync(setup => Silos.StartAsync(setup, [Shape], cancellation), cancellation);
            var rows = SiloSetup.All.Zip(measured[0], static (setup, medians) =>
                new TracingRow(setup.Name, setup.ExportedPerChain(Shape.Hops), medians));
            TracingTable.Show("grains", "call", $"trace of {Shape.Hops} calls", [.. rows], options.IsWritten(arguments));
        });
        return command;
    }
}
