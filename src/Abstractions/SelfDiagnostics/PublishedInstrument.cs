using System.Diagnostics.Metrics;

namespace Stackbilt.Observability;

/// <summary>
/// Makes an instrument of the platform, which tells every meter listener of it before it hands it out: what a listener throws
/// then would keep the instrument from us.
/// </summary>
static class PublishedInstrument
{
    /// <returns>The instrument; null only where it does not exist either.</returns>
    public static T? Make<T>(Meter meter, string name, Func<Meter, string, T> make)
        where T : Instrument
    {
        try
        {
            return make(meter, name);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(meter, nameof(MeterListener.InstrumentPublished), exception);
            return Existing(meter, name) as T;
        }
    }

    /// <summary>It was published before a listener threw, so that a listener that comes later finds it.</summary>
    static Instrument? Existing(Meter meter, string name)
    {
        Instrument? found = null;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (ReferenceEquals(instrument.Meter, meter) && instrument.Name == name)
                found = instrument;
        };
        listener.Start();
        return found;
    }
}
