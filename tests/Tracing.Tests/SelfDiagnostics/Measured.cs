using System.Diagnostics.Metrics;

namespace Stackbilt.Observability.Tests.SelfDiagnostics;

/// <summary>
/// The sum of what this thread measures with our meter, by instrument and attributes. Other tests run meanwhile, on other
/// threads.
/// </summary>
sealed class Measured : IDisposable
{
    readonly MeterListener _listener = new();
    readonly Dictionary<string, long> _sums = [];
    readonly int _thread = Environment.CurrentManagedThreadId;

    public Measured()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Stackbilt.Observability")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>(Add);
        _listener.Start();
    }

    public long this[string instrument] => _sums.GetValueOrDefault(instrument);

    public void Dispose() => _listener.Dispose();

    void Add(Instrument instrument, long measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (Environment.CurrentManagedThreadId != _thread)
            return;

        var key = instrument.Name;
        foreach (var tag in tags)
            key += $" {tag.Key}={tag.Value}";

        _sums[key] = _sums.GetValueOrDefault(key) + measurement;
    }
}
