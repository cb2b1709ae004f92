using System.Collections.Concurrent;
using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// The activity sources that a tracer's spans come from, with the libraries that they stand for. A tracer that needs
/// activities though nobody else may listen has sources of its own, and listens to them until it is collected.
/// </summary>
sealed class ScopeSources
{
    readonly ConcurrentDictionary<InstrumentationScope, ActivitySource> _sources = new();
    readonly ConcurrentDictionary<ActivitySource, InstrumentationScope> _scopes = new();
    readonly ConcurrentBag<ActivityListener> _listeners = [];
    readonly RootSampling? _ownSampling;

    /// <param name="source">Where spans without a scope come from.</param>
    /// <param name="ownSampling">What to keep of the new traces, where the tracer listens for itself; else null.</param>
    public ScopeSources(ActivitySource source, RootSampling? ownSampling)
    {
        _ownSampling = ownSampling;
        if (ownSampling is { } sampling)
            _listeners.Add(ListenTo(source, sampling));
        else
            GC.SuppressFinalize(this);
    }

    ~ScopeSources()
    {
        foreach (var listener in _listeners)
            listener.Dispose();
    }

    public bool ListensForItself => _ownSampling is not null;

    public ActivitySource SourceOf(InstrumentationScope scope)
    {
        if (_sources.TryGetValue(scope, out var known))
            return known;

        lock (_sources)
        {
            return _sources.TryGetValue(scope, out known) ? known : _sources[scope] = NewSource(scope);
        }
    }

    /// <summary>A source of the same name, which one tracer has for itself.</summary>
    public static ActivitySource Another(InstrumentationScope scope) => new InstrumentationScope(scope.Name, scope.Version).Source;

    /// <summary>Null for the source of spans without a scope, and for sources of other code.</summary>
    public InstrumentationScope? ScopeOf(ActivitySource source) => _scopes.GetValueOrDefault(source);

    ActivitySource NewSource(InstrumentationScope scope)
    {
        var source = _ownSampling is null ? scope.Source : Another(scope);
        _scopes[source] = scope;
        if (_ownSampling is { } sampling)
            _listeners.Add(ListenTo(source, sampling));

        return source;
    }

    /// <summary>The platform keeps the listener, which so reaches nothing of the tracer.</summary>
    static ActivityListener ListenTo(ActivitySource source, RootSampling sampling)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = heard => ReferenceEquals(heard, source),
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => Sample(sampling, ref options),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    static ActivitySamplingResult Sample(RootSampling sampling, ref ActivityCreationOptions<ActivityContext> options)
    {
        var parent = options.Parent;
        if (parent == default)
        {
            if (!sampling.Keeps(options.TraceId.ToTraceId()))
                return ActivitySamplingResult.PropagationData;

            if (sampling.State is { } state)
                options = options with { TraceState = state };

            return ActivitySamplingResult.AllDataAndRecorded;
        }

        if ((parent.TraceFlags & ActivityTraceFlags.Recorded) != 0)
            return ActivitySamplingResult.AllDataAndRecorded;

        return parent.IsRemote ? ActivitySamplingResult.PropagationData : ActivitySamplingResult.None;
    }
}
