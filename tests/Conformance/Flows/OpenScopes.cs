using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance;

/// <summary>How many scopes are opened and not yet closed in this flow and those that it forks, as the library's own instrument says.</summary>
sealed class OpenScopes : IDisposable
{
    const string Meter = "Stackbilt.Observability";
    const string Instrument = "stackbilt.carrier.scopes.open";

    // What others open meanwhile is not this flow's.
    static readonly AsyncLocal<StrongBox<long>?> OfThisFlow = new();

    readonly StrongBox<long> _count = new();
    readonly MeterListener _listener = new();

    public OpenScopes()
    {
        OfThisFlow.Value = _count;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Meter && instrument.Name == Instrument)
                listener.EnableMeasurementEvents(instrument, _count);
        };
        // Each listener of the process hears of each change.
        _listener.SetMeasurementEventCallback<long>(static (_, change, _, count) =>
        {
            if (OfThisFlow.Value is { } own && own == count)
                Interlocked.Add(ref own.Value, change);
        });
        _listener.Start();
    }

    public long Count => Interlocked.Read(ref _count.Value);

    public void Dispose()
    {
        _listener.Dispose();
        OfThisFlow.Value = null;
    }
}
