using System.Diagnostics;
using Stackbilt.Observability.Tests.Activities;

namespace Stackbilt.Observability.Tests.Baggages;

/// <summary>What can become of the spans of a program.</summary>
public enum World
{
    /// <summary>We record them: nobody listens.</summary>
    Recorded,

    /// <summary>They are activities.</summary>
    Heard,

    /// <summary>Nobody records them, and nobody listens.</summary>
    Unsampled,

    /// <summary>A listener declines all of them.</summary>
    Declined,

    /// <summary>Tracing is off.</summary>
    Off,
}

/// <summary>A tracer in one of the worlds, under one of the carriers.</summary>
sealed class Worlds : IDisposable
{
    readonly Listened? _listened;

    public Worlds(string carrier, World world)
    {
        _listened = world is World.Heard or World.Declined ? new Listened() : null;
        if (world == World.Declined)
            _listened!.Sampling = ActivitySamplingResult.None;

        Tracer = new Tracer(
            carrier == "Own" ? new CarrierOfSomebodyElses(new AsyncLocalCarrier()) : CarrierNamed.Of(carrier),
            world == World.Recorded ? [new Told()] : [],
            _listened?.Source ?? new ActivitySource("unheard." + Guid.NewGuid().ToString("N")),
            samplingRatio: world == World.Unsampled ? 0 : 1,
            isEnabled: world != World.Off);
    }

    public static TheoryData<string, World> All
    {
        get
        {
            var all = new TheoryData<string, World>();
            foreach (var carrier in new[] { "AsyncLocal", "Activity", "Explicit", "Null", "Own" })
            {
                foreach (var world in Enum.GetValues<World>())
                    all.Add(carrier, world);
            }

            return all;
        }
    }

    public Tracer Tracer { get; }

    public void Dispose() => _listened?.Dispose();

    /// <summary>Keeps nothing, so that what a span allocates can be measured.</summary>
    sealed class Told : ISpanProcessor
    {
        public void OnStart(Span span)
        {
        }

        public void OnEnd(in FinishedSpan span)
        {
        }
    }
}
