using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability.Tests;

public class SelfDiagnosticsTests
{
    [Fact]
    public async Task Going_out_of_service_and_back_can_be_watched_from_outside()
    {
        var isBroken = false;
        using var events = new Events();
        using var situation = new Situation(("Carrier", "Watched"), ("Fallback", "Explicit"), ("FaultLimit", "2"))
            .WithFaulty("Watched", _ => isBroken ? Fault.ThrowsBefore : Fault.None);
        using (var host = await situation.StartAsync())
        {
            Assert.Equal(0, OutOfService("Watched"));
            isBroken = true;
            var tracer = host.Services.GetRequiredService<Tracer>();
            tracer.Carrier.RunWithSpan(null, static _ => { });
            tracer.Carrier.RunWithSpan(null, static _ => { });
            Assert.Equal(1, OutOfService("Watched"));
            isBroken = false;
            situation.Time.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal(0, OutOfService("Watched"));
            await host.StopAsync();
        }

        Assert.Null(OutOfService("Watched"));
        Assert.Equal(
            ["Decided", "OutOfService: Watched, Explicit", "Back: Watched"],
            events.Written.Where(line => line.Contains("Watched", StringComparison.Ordinal))
                .Select(line => line.StartsWith("Decided", StringComparison.Ordinal) ? "Decided" : line));
    }

    /// <summary>What the gauge says of a carrier now; null where it is gone.</summary>
    static int? OutOfService(string carrier)
    {
        int? found = null;
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == Tracer.SourceName && instrument.Name == "stackbilt.carrier.out_of_service")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, tags, _) =>
        {
            if (tags[0].Value as string == carrier)
                found = value;
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return found;
    }

    sealed class Events : EventListener
    {
        public ConcurrentQueue<string> Written { get; } = [];

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Stackbilt-Observability-Hosting")
                EnableEvents(eventSource, EventLevel.Informational);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            Written.Enqueue($"{eventData.EventName}: {string.Join(", ", eventData.Payload!)}");
    }
}
