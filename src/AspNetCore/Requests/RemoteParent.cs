using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Stackbilt.Observability;

/// <summary>What the caller says of its trace, and what of that the host's activity may keep.</summary>
static class RemoteParent
{
    const ActivityTraceFlags KnownFlags = (ActivityTraceFlags)(TraceFlags.Sampled | TraceFlags.Random);

    /// <summary>The lines of a trace state are one list; more than one <c>traceparent</c> is none.</summary>
    public static SpanContext Of(HttpRequest request)
    {
        var format = HeaderPropagator.Current;
        if (format != HeaderPropagator.W3C && format != HeaderPropagator.TraceContext)
            return format.Extract(request.Headers, static (headers, name) => headers[name]);

        var parents = request.Headers.TraceParent;
        return parents.Count == 1 ? TraceContextPropagator.Extract(parents, request.Headers.TraceState) : default;
    }

    /// <summary>Null where there is none. The lines are one list.</summary>
    public static Baggage? BaggageOf(HttpRequest request) =>
        HeaderPropagator.Current.ExtractBaggage(request.Headers, static (headers, name) => headers[name]) is { Count: > 0 } baggage
            ? baggage
            : null;

    /// <summary>
    /// A host whose propagator has read no baggage, and an instrumentation that has put another activity in place of the host's, have
    /// none, though the caller has sent some.
    /// </summary>
    public static void KeepBaggage(Activity host, HttpRequest request)
    {
        foreach (var _ in host.Baggage)
            return;

        if (BaggageOf(request) is not { } baggage)
            return;

        for (var place = baggage.Count - 1; place >= 0; place--)
            host.AddBaggage(baggage[place].Key, baggage[place].Value);
    }

    /// <summary>
    /// HttpClient writes on what the activity has. A host takes that from the header, as it came or cut at a fault; what
    /// other code has put in its place stays, where it is valid.
    /// </summary>
    public static void KeepWhatIsValid(Activity host, HttpRequest request)
    {
        // Flags that have no meaning yet: the host takes them from the header, and HttpClient writes them.
        if ((host.ActivityTraceFlags & ~KnownFlags) != 0)
            host.ActivityTraceFlags &= KnownFlags;

        KeepValidTraceState(host, request);
    }

    static void KeepValidTraceState(Activity host, HttpRequest request)
    {
        var kept = host.TraceStateString;
        string? header = request.Headers.TraceState;
        if (kept is null && string.IsNullOrEmpty(header))
            return;

        var isTheHeader = kept is null || (header?.StartsWith(kept, StringComparison.Ordinal) ?? false);
        var valid = isTheHeader ? OfTheCaller(host, request) : TraceContextPropagator.Extract(host.Id, kept).TraceState;
        if (valid != kept)
            host.TraceStateString = valid;
    }

    /// <summary>Null where the host has begun a trace of its own: then the caller's state does not belong to it.</summary>
    static string? OfTheCaller(Activity host, HttpRequest request) =>
        Of(request) is { IsValid: true } caller && host.TraceId.ToHexString() == caller.TraceId.ToString()
            ? caller.TraceState
            : null;
}
