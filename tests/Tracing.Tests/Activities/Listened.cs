using System.Collections.Concurrent;
using System.Diagnostics;

namespace Stackbilt.Observability.Tests.Activities;

/// <summary>
/// An activity source of the test's own and a listener that hears it alone, so that tests which run at the same time do not
/// hear each other.
/// </summary>
sealed class Listened : IDisposable
{
    readonly ActivityListener _listener;
    readonly ConcurrentQueue<Activity> _started = new();
    readonly ConcurrentQueue<Activity> _stopped = new();

    public Listened(ActivitySamplingResult sampling = ActivitySamplingResult.AllDataAndRecorded)
    {
        Sampling = sampling;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => ReferenceEquals(source, Source),
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => Sample(options.Name),
            ActivityStarted = activity =>
            {
                _started.Enqueue(activity);
                OnStarted();
            },
            ActivityStopped = activity =>
            {
                _stopped.Enqueue(activity);
                OnStopped();
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ActivitySource Source { get; } = new("listened." + Guid.NewGuid().ToString("N"));

    public ActivitySamplingResult Sampling { get; set; }

    public Action OnSample { get; set; } = () => { };

    public Action OnStarted { get; set; } = () => { };

    public Action OnStopped { get; set; } = () => { };

    public IReadOnlyCollection<Activity> Started => _started;

    public IReadOnlyCollection<Activity> Stopped => _stopped;

    /// <summary>The activity of a span, of which there must be exactly one.</summary>
    public Activity TwinOf(Span span) =>
        Started.Single(activity => activity.SpanId.ToHexString() == span.SpanId.ToString());

    public void Dispose()
    {
        _listener.Dispose();
        Source.Dispose();
    }

    ActivitySamplingResult Sample(string name)
    {
        OnSample();
        return name == "declined" ? ActivitySamplingResult.None : Sampling;
    }
}
