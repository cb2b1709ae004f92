using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// The propagator of an HttpClient that a handler of ours is around. HttpClient writes headers once more when it is redirected, and
/// those name the span of the sending as the first ones did, and not an activity that nobody will ever see.
/// </summary>
sealed class ClientHeaders(DistributedContextPropagator others) : DistributedContextPropagator
{
    readonly PlatformPropagator _headers = new(others);

    public override IReadOnlyCollection<string> Fields => _headers.Fields;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (setter is null || carrier is not HttpRequestMessage request || OutgoingRequest.Of(request) is not { Written.IsValid: true } outgoing)
        {
            _headers.Inject(activity, carrier, setter);
            return;
        }

        outgoing.WriteAgain(request);
        _headers.Inject(activity, (request, setter, outgoing.Baggage is null), static (sent, name, value) =>
        {
            var (request, setter, takesBaggage) = ((HttpRequestMessage, PropagatorSetterCallback, bool))sent!;
            // Baggage is no matter of the span, and is not written twice.
            if (IsBaggage(name) ? takesBaggage && !request.Headers.Contains(name) : !HeaderPropagator.Current.Fields.Contains(name, StringComparer.OrdinalIgnoreCase))
                setter(request, name, value);
        });
    }

    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        _headers.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        _headers.ExtractBaggage(carrier, getter);

    static bool IsBaggage(string name) => name.Equals(BaggagePropagator.BaggageHeader, StringComparison.OrdinalIgnoreCase);
}
