using System.Diagnostics;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>A tracer of ours with a span open: the parent of what is measured.</summary>
public sealed class OurTracing : IDisposable
{
    static readonly SpanContext NotSampled = new(TraceId.CreateRandom(), SpanId.CreateRandom(), IsSampled: false, IsRemote: true);

    readonly ActivitySource _source;
    readonly IDisposable _binding;
    readonly IDisposable? _listening;

    OurTracing(IContextCarrier carrier, ISpanProcessor? processor, ActivitySource source, IDisposable? listening)
    {
        _source = source;
        _listening = listening;
        Carrier = carrier;
        Tracer = new Tracer(carrier, processor is null ? [] : [processor], source);
        _binding = ActiveSpan.Bind(carrier);
        Parent = Tracer.StartRoot("parent");
    }

    /// <summary>The carrier itself, as the static door reads it.</summary>
    public IContextCarrier Carrier { get; }

    /// <summary>The tracer over it.</summary>
    public Tracer Tracer { get; }

    /// <summary>The open span.</summary>
    public Span Parent { get; private set; }

    /// <summary>Recorded: a processor is shown every finished span. Nobody listens to the activity source.</summary>
    /// <param name="carrier">The carrier.</param>
    /// <param name="processor">Shown the spans; one that does nothing by default.</param>
    public static OurTracing Recorded(IContextCarrier carrier, ISpanProcessor? processor = null) =>
        new(carrier, processor ?? new DoNothing(), new ActivitySource("benchmarks.ours"), listening: null);

    /// <summary>The OpenTelemetry SDK listens, so that every span is an activity; no processor of ours.</summary>
    /// <param name="carrier">The carrier.</param>
    public static OurTracing ListenedTo(IContextCarrier carrier)
    {
        var source = new ActivitySource("benchmarks.ours.heard");
        return new OurTracing(carrier, processor: null, source, OpenTelemetryTracing.Listen(source.Name));
    }

    /// <summary>The same under a parent that came in a header and is not sampled.</summary>
    /// <returns>This.</returns>
    public OurTracing Unsampled()
    {
        Parent.End();
        Parent = Tracer.StartSpan("parent", NotSampled);
        return this;
    }

    /// <summary>Makes the parent active in this flow, for good, among the usual surroundings.</summary>
    /// <returns>This.</returns>
    public OurTracing MakeActive()
    {
        Surroundings.Enter();
        Tracer.Carrier.Attach(Parent);
        return this;
    }

    /// <summary>Makes the parent's activity current in this flow, for good, as its host would.</summary>
    /// <returns>This.</returns>
    public OurTracing MakeCurrent()
    {
        Surroundings.Enter();
        Activity.Current = Parent.Activity;
        return this;
    }

    /// <summary>Ends the parent, unbinds the carrier and stops listening.</summary>
    public void Dispose()
    {
        Parent.End();
        _binding.Dispose();
        _listening?.Dispose();
        _source.Dispose();
    }

    sealed class DoNothing : ISpanProcessor
    {
        public void OnStart(Span span)
        {
        }

        public void OnEnd(in FinishedSpan span)
        {
        }
    }
}
