using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Stackbilt.Observability;

/// <summary>
/// What the platform writes about the current activity, as the application has asked for it (<c>ActivityTrackingOptions</c>). Its own
/// provider of scopes does that; it is not public, and is given to a log provider that takes scopes.
/// </summary>
sealed class ActivityScopes(IOptions<LoggerFactoryOptions> options)
{
    // Within one call.
    [ThreadStatic]
    static bool _isFirst;

    readonly IExternalScopeProvider? _platforms = Of(options.Value);

    public void ForEachScope<TState>(Action<object?, TState> callback, TState state) => _platforms?.ForEachScope(callback, state);

    /// <summary>
    /// Without the ids, which come first, in an object that the platform keeps with the activity: so it cannot be asked with other
    /// options.
    /// </summary>
    public void ForEachBesideASpan<TState>(Action<object?, TState> callback, TState state)
    {
        _isFirst = true;
        _platforms?.ForEachScope(
            static (scope, relay) =>
            {
                if (!_isFirst)
                    relay.Tell(scope);

                _isFirst = false;
            },
            ScopeRelay.To(callback, state));
    }

    static IExternalScopeProvider? Of(LoggerFactoryOptions wanted)
    {
        if (wanted.ActivityTrackingOptions == ActivityTrackingOptions.None)
            return null;

        using var taking = new Taking();
        using var factory = new LoggerFactory([taking], new StaticFilterOptions(), Options.Create(wanted));
        return taking.Scopes;
    }

    sealed class Taking : ILoggerProvider, ISupportExternalScope
    {
        public IExternalScopeProvider? Scopes { get; private set; }

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => Scopes = scopeProvider;

        public ILogger CreateLogger(string categoryName) => NullLogger.Instance;

        public void Dispose()
        {
        }
    }

    sealed class StaticFilterOptions : IOptionsMonitor<LoggerFilterOptions>
    {
        public LoggerFilterOptions CurrentValue { get; } = new();

        public LoggerFilterOptions Get(string? name) => CurrentValue;

        public IDisposable? OnChange(Action<LoggerFilterOptions, string?> listener) => null;
    }
}
