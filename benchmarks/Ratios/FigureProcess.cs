using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>
/// Measures a figure in a process of its own, ours and the peer alternately in it. A program has one carrier, and the
/// compiler specialises the code for the one that it sees; in one process for all figures, the later ones would run code
/// compiled for the first.
/// </summary>
static class FigureProcess
{
    /// <summary>The argument by which such a process is told which figure to measure.</summary>
    public const string Argument = "--only";

    public static async Task<Ratio> MeasureAsync(int figure, bool quick, CancellationToken cancellation)
    {
        var program = Environment.ProcessPath!;
        List<string> arguments = ["ratios", Argument, figure.ToString(CultureInfo.InvariantCulture)];
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            arguments.Insert(0, typeof(FigureProcess).Assembly.Location);
        if (quick)
            arguments.Add("--quick");

        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var json = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 && JsonSerializer.Deserialize<Ratio>(json) is { } ratio
            ? ratio
            : throw new InvalidOperationException($"Figure {figure} could not be measured.");
    }

    public static void Answer(int figure, Effort effort) =>
        Console.WriteLine(JsonSerializer.Serialize(Ratio.Measure(Figures.All[figure], effort)));
}
