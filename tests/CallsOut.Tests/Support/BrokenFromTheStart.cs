using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// Listeners that are there before the library is, and throw when the platform tells them of its source and its instruments:
/// in the middle of static initializers, which are not run again.
/// </summary>
static class BrokenFromTheStart
{
    static readonly ActivityListener Activities = new();
    static readonly MeterListener Measurements = new();
    static int _thrownForSource;
    static int _thrownForInstruments;

    public static int ThrownForSource => _thrownForSource;

    public static int ThrownForInstruments => _thrownForInstruments;

    [ModuleInitializer]
    internal static void Listen()
    {
        Activities.ShouldListenTo = static source =>
            source.Name == "Stackbilt.Observability" && Interlocked.Increment(ref _thrownForSource) == 1
                ? throw new UnreadableException()
                : false;
        Measurements.InstrumentPublished = static (instrument, _) =>
        {
            if (instrument.Meter.Name == "Stackbilt.Observability" && instrument.Name != "stackbilt.carrier.out_of_service")
            {
                Interlocked.Increment(ref _thrownForInstruments);
                throw new UnreadableException();
            }
        };
        ActivitySource.AddActivityListener(Activities);
        Measurements.Start();
    }
}
