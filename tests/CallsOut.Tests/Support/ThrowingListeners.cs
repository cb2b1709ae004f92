using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;

namespace Stackbilt.Observability.Tests;

/// <summary>Everything in the process that the platform calls in the middle of our work, throwing where the thrower says.</summary>
sealed class ThrowingListeners : IDisposable
{
    readonly Thrower _thrower;
    readonly MeterListener _measurements = new();
    readonly ActivityListener _activities = new();
    readonly Events _events;

    public ThrowingListeners(Thrower thrower, ActivitySource? source)
    {
        _thrower = thrower;
        _measurements.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != Tracer.SourceName)
                return;

            listener.EnableMeasurementEvents(instrument);
            // What was there before it started to listen is no concern of ours.
            if (instrument.Name == "stackbilt.carrier.out_of_service")
                thrower.At("MeterListener.InstrumentPublished");
        };
        _measurements.MeasurementsCompleted = (_, _) => thrower.At("MeterListener.MeasurementsCompleted");
        _measurements.SetMeasurementEventCallback<long>((_, _, _, _) => thrower.At("MeterListener.MeasurementEventCallback"));
        _measurements.Start();
        _activities.ShouldListenTo = heard => ReferenceEquals(heard, source);
        _activities.Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
        {
            thrower.At("ActivityListener.Sample");
            return ActivitySamplingResult.AllDataAndRecorded;
        };
        _activities.ActivityStarted = _ => thrower.At("ActivityListener.ActivityStarted");
        _activities.ActivityStopped = _ => thrower.At("ActivityListener.ActivityStopped");
        ActivitySource.AddActivityListener(_activities);
        _events = new Events(thrower);
        TracingFaults.Reported += OnFault;
        TracingMisuse.Reported += OnMisuse;
        Activity.CurrentChanged += OnCurrentChanged;
    }

    public void Dispose()
    {
        TracingFaults.Reported -= OnFault;
        TracingMisuse.Reported -= OnMisuse;
        Activity.CurrentChanged -= OnCurrentChanged;
        _events.Dispose();
        _activities.Dispose();
        _measurements.MeasurementsCompleted = null;
        _measurements.Dispose();
    }

    void OnFault(TracingFault fault) => _thrower.At("TracingFaults.Reported");

    void OnMisuse(Misuse misuse) => _thrower.At("TracingMisuse.Reported");

    void OnCurrentChanged(object? sender, ActivityChangedEventArgs changed) => _thrower.At("Activity.CurrentChanged");

    sealed class Events(Thrower thrower) : EventListener
    {
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name.StartsWith("Stackbilt-Observability", StringComparison.Ordinal))
                EnableEvents(eventSource, EventLevel.Verbose);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            thrower?.At("EventListener.OnEventWritten");
    }
}
