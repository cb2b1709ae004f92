using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// A listener that threw when the platform told it of our source and our instruments did not take them away from the process.
/// See <see cref="BrokenFromTheStart"/>.
/// </summary>
public class FirstUseTests
{
    [Fact]
    public void The_source_is_heard()
    {
        var tracer = new Tracer(new AsyncLocalCarrier());
        Activity? heard = null;
        using var listener = new ActivityListener();
        listener.ShouldListenTo = source => source.Name == Tracer.SourceName;
        listener.Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded;
        listener.ActivityStarted = activity => heard = activity;
        ActivitySource.AddActivityListener(listener);

        var span = tracer.StartRoot("root");
        span.End();

        Assert.True(BrokenFromTheStart.ThrownForSource > 0);
        Assert.Equal(span.SpanId.ToString(), heard?.SpanId.ToHexString());
    }

    [Fact]
    public void The_instruments_count_and_each_is_there_once()
    {
        var carrier = new AsyncLocalCarrier();
        carrier.Attach(new Tracer(carrier).StartRoot("before")).Dispose();
        var published = new List<string>();
        var open = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name != Tracer.SourceName || instrument.Name == "stackbilt.carrier.out_of_service")
                return;

            published.Add(instrument.Name);
            self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, measurement, _, _) => open += measurement);
        listener.Start();

        using (carrier.Attach(new Tracer(carrier).StartRoot("root")))
            Assert.Equal(1, open);

        Assert.Equal(0, open);
        Assert.Equal(4, published.Count);
        Assert.Equal(4, BrokenFromTheStart.ThrownForInstruments);
        Assert.Equal(published, published.Distinct());
    }
}
