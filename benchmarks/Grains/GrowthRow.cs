using System.Globalization;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>One load without tracing and with it.</summary>
/// <param name="Shape">The load.</param>
/// <param name="Exported">How many spans a trace has.</param>
/// <param name="Without">What came out without.</param>
/// <param name="With">What came out with it.</param>
sealed record GrowthRow(GrainShape Shape, int Exported, Medians Without, Medians With)
{
    const double Million = 1e6;

    public static IReadOnlyList<string> Columns { get; } =
    [
        "silos", "callers", "hops in a trace", "spans in a trace",
        "calls/s, no tracing", "calls/s, AsyncLocal", "processor µs per call, no tracing", "processor µs per call, AsyncLocal",
        "µs per span", "processor µs per span",
    ];

    /// <summary>Of the processors, all together.</summary>
    public double ProcessorMicrosecondsPerSpan => With.ExtraMicroseconds * Shape.Hops / Exported;

    /// <summary>Of the clock, for all callers together.</summary>
    public double MicrosecondsPerSpan => ((Million / With.Rate.PerSecond) - (Million / Without.Rate.PerSecond)) * Shape.Hops / Exported;

    public IReadOnlyList<string> Cells() =>
    [
        Text("0", Shape.Silos),
        Text("0", Shape.Callers),
        Text("0", Shape.Hops),
        Text("0", Exported),
        Text("0", Without.Rate.PerSecond),
        Text("0", With.Rate.PerSecond),
        Text("0.0", Without.Rate.Microseconds),
        Text("0.0", With.Rate.Microseconds),
        Text("0.0", MicrosecondsPerSpan),
        Text("0.0", ProcessorMicrosecondsPerSpan),
    ];

    static string Text(string format, double value) => value.ToString(format, CultureInfo.InvariantCulture);
}
