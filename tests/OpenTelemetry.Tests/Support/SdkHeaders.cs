using System.Diagnostics;
using OpenTelemetry.Context.Propagation;

namespace Stackbilt.Observability.Tests;

/// <summary>The class of docs/outgoing-requests.md, letter by letter.</summary>
sealed class SdkHeaders : HeaderPropagator
{
    public override IReadOnlyList<string> Fields => [.. Propagators.DefaultTextMapPropagator.Fields ?? new HashSet<string>()];

    public override SpanContext Extract<THeaders>(THeaders headers, Func<THeaders, string, string?> get)
    {
        var found = Propagators.DefaultTextMapPropagator.Extract(
            default, headers, (holder, name) => get(holder, name) is { } value ? [value] : []).ActivityContext;
        return TraceContextPropagator.Extract($"00-{found.TraceId}-{found.SpanId}-0{(int)found.TraceFlags & 3}", found.TraceState);
    }

    public override void Inject<THeaders>(SpanContext context, THeaders headers, Action<THeaders, string, string> set)
    {
        if (ActivityContext.TryParse(TraceContextPropagator.TraceParent(context), context.TraceState, out var sent))
            Propagators.DefaultTextMapPropagator.Inject(new PropagationContext(sent, OpenTelemetry.Baggage.Current), headers, set);
    }

    public override Baggage ExtractBaggage<THeaders>(THeaders headers, Func<THeaders, string, string?> get) =>
        W3CBaggage.ExtractBaggage(headers, get);

    public override void InjectBaggage<THeaders>(Baggage baggage, THeaders headers, Action<THeaders, string, string> set)
    {
        // Inject has written the SDK's own.
        if (OpenTelemetry.Baggage.Current.Count == 0)
            W3CBaggage.InjectBaggage(baggage, headers, set);
    }
}
