using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability;

/// <summary>
/// The scopes of a host's log, and before them the span that is active where a line is written. Where none is, the platform writes about
/// its activity as without us.
/// </summary>
/// <param name="tracer">Where the tracer is, once there is one.</param>
/// <param name="scopes">What keeps the scopes.</param>
/// <param name="activities">What the platform writes about the current activity; null where the application's own provider is asked for that.</param>
/// <param name="baggageKeys">The keys of the baggage that are told as well.</param>
sealed class SpanScopes(TracerOfLogs tracer, IExternalScopeProvider scopes, ActivityScopes? activities, string[] baggageKeys)
    : IExternalScopeProvider
{
    // Filled and read within one call.
    [ThreadStatic]
    static SpanLogScope? _innermost;

    public IDisposable Push(object? state)
    {
        if (state is SpanLogScope begun)
            begun.ActiveAround = ActiveId;

        return scopes.Push(state);
    }

    public void ForEachScope<TState>(Action<object?, TState> callback, TState state)
    {
        if (Told() is not { } told)
        {
            activities?.ForEachScope(callback, state);
            scopes.ForEachScope(callback, state);
            return;
        }

        callback(told, state);
        activities?.ForEachBesideASpan(callback, state);
        // One span is enough, and two would have the same names.
        scopes.ForEachScope(
            static (scope, relay) =>
            {
                if (scope is not SpanLogScope)
                    relay.Tell(scope);
            },
            ScopeRelay.To(callback, state));
    }

    SpanId ActiveId => tracer.Active is { } active ? active.SpanId : default;

    /// <summary>The scope that the program has begun last, unless a span has become active since; null where there is neither.</summary>
    SpanLogScope? Told()
    {
        _innermost = null;
        scopes.ForEachScope<object?>(static (scope, _) => _innermost = scope as SpanLogScope ?? _innermost, null);
        var begun = _innermost;
        _innermost = null;

        var active = tracer.Active;
        if (begun is not null && (active is null || active.SpanId == begun.ActiveAround))
            return begun.BaggageKeys.Length == 0 && baggageKeys.Length > 0 ? new SpanLogScope(begun.Span, baggageKeys) : begun;

        return active is null ? null : new SpanLogScope(active, baggageKeys);
    }
}
