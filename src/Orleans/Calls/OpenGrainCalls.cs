using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Stackbilt.Observability;

/// <summary>
/// The spans of the calls that run now, for carriers under which no span is active throughout a call. A call is known by an entry of
/// its <see cref="RequestContext"/>.
/// </summary>
sealed class OpenGrainCalls(Tracer tracer)
{
    const string Key = "stackbilt.call";

    const CarrierCapabilities Flowing = CarrierCapabilities.Ambient | CarrierCapabilities.FlowsAcrossAwait;

    readonly ConcurrentDictionary<string, Span> _spans = new();

    // One that cannot say it is taken for a carrier that passes the span to the work.
    readonly CarrierCapabilities _claimed = CarrierClaims.Of(tracer.Carrier, otherwise: CarrierCapabilities.PassesToWork);

    /// <summary>Where nothing is carried, a call is deep instrumentation, and is off.</summary>
    public bool AreTraced => _claimed != CarrierCapabilities.None;

    /// <summary>Whether what is active is so throughout a call.</summary>
    public bool AreAmbient => (_claimed & Flowing) == Flowing;

    /// <summary>What a child of the call that runs here hangs below; null where there is none.</summary>
    public Span? Current =>
        AreAmbient ? tracer.Current
        : RequestContext.Get(Key) is string key && _spans.TryGetValue(key, out var span) && !span.HasEnded ? span
        : null;

    /// <summary>Notes what the carrier hands down; answers what <see cref="Close"/> takes, or null where what is active is enough.</summary>
    public string? Open(Span active)
    {
        if (AreAmbient)
            return null;

        var key = active.SpanId.ToString();
        _spans[key] = active;
        RequestContext.Set(Key, key);
        return key;
    }

    public void Close(string key) => _spans.TryRemove(key, out _);
}
