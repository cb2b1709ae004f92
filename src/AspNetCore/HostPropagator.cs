using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Stackbilt.Observability;

/// <summary>
/// The host's propagator, where the application has chosen none: the platform's, and once requests have spans, ours for the two
/// headers.
/// </summary>
sealed class HostPropagator(DistributedContextPropagator platforms) : DistributedContextPropagator
{
    DistributedContextPropagator _inUse = platforms;
    bool _findsParents = true;

    public override IReadOnlyCollection<string> Fields => _inUse.Fields;

    /// <summary>A propagator that the application has put there stays.</summary>
    public static void AddTo(IServiceCollection services)
    {
        var platforms = CreateDefaultPropagator();
        var registered = services.LastOrDefault(static service => service.ServiceType == typeof(DistributedContextPropagator));
        var chosen = registered is null ? Current : registered.ImplementationInstance;
        if (chosen?.GetType() == platforms.GetType())
            services.Replace(ServiceDescriptor.Singleton<DistributedContextPropagator>(new HostPropagator((DistributedContextPropagator)chosen)));
    }

    /// <summary>From here on, requests have spans.</summary>
    /// <param name="incoming">Whether the host may find a parent, and baggage.</param>
    public void Use(IncomingTrace incoming)
    {
        if (_inUse is not PlatformPropagator)
            _inUse = new PlatformPropagator(_inUse);

        _findsParents = incoming == IncomingTrace.Continue;
    }

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) =>
        _inUse.Inject(activity, carrier, setter);

    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        traceId = traceState = null;
        if (_findsParents)
            _inUse.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);
    }

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        _findsParents ? _inUse.ExtractBaggage(carrier, getter) : null;
}
