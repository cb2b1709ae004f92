using System.Diagnostics;
using OpenTelemetry.Context.Propagation;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// For an application with OpenTelemetry's package for HttpClient, which sends the SDK's baggage and takes away what was there: sends
/// that of the span as well. The one of docs/baggage.md.
/// </summary>
sealed class SpanBaggagePropagator : TextMapPropagator
{
    static readonly OpenTelemetry.Context.Propagation.BaggagePropagator Sdk = new();

    public override ISet<string> Fields { get; } = new HashSet<string> { "baggage" };

    /// <summary>Sets the SDK's propagator as an application does at its start, until it is disposed.</summary>
    public static IDisposable Use()
    {
        var before = Propagators.DefaultTextMapPropagator;
        OpenTelemetry.Sdk.SetDefaultTextMapPropagator(
            new CompositeTextMapPropagator([new OpenTelemetry.Context.Propagation.TraceContextPropagator(), new SpanBaggagePropagator()]));
        return new Restoring(before);
    }

    public override PropagationContext Extract<T>(
        PropagationContext context, T carrier, Func<T, string, IEnumerable<string>?> getter) =>
        Sdk.Extract(context, carrier, getter);

    public override void Inject<T>(PropagationContext context, T carrier, Action<T, string, string> setter)
    {
        // TraceContextPropagator.Inject(span, request) was here before: what it wrote has all.
        if (carrier is HttpRequestMessage { Headers: var headers } && headers.Contains("baggage"))
            return;

        var baggage = ActiveSpan.Current?.Baggage ?? Baggage.Empty;
        // HttpClient's own activity is current, below that of the span which the request was given.
        foreach (var (key, value) in Activity.Current?.Baggage ?? [])
        {
            if (Baggage.IsKey(key) && baggage[key] is null)
                baggage = baggage.With(key, value);
        }

        foreach (var (key, value) in context.Baggage)
        {
            if (Baggage.IsKey(key) && baggage[key] is null)
                baggage = baggage.With(key, value);
        }

        HeaderPropagator.W3CBaggage.InjectBaggage(baggage, carrier, setter);
    }

    sealed class Restoring(TextMapPropagator before) : IDisposable
    {
        public void Dispose() => OpenTelemetry.Sdk.SetDefaultTextMapPropagator(before);
    }
}
