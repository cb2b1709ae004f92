using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability;

/// <summary>
/// A guarded carrier with another one standing by: when the first has failed too often, new traces travel by the second, until
/// the first has passed its check again.
/// </summary>
sealed partial class CarrierFailover : IDisposable
{
    const string Nobody = "none";

    readonly UsableCarrier _chosen;
    readonly UsableCarrier? _standby;
    readonly ObservabilityOptions _options;
    readonly ILogger _logger;
    readonly GuardedCarrier _guarded;
    readonly IContextCarrier _substitute;
    readonly SwitchableCarrier _switchable;
    readonly CarrierCircuit _circuit;
    readonly Meter _meter = new(Tracer.SourceName);

    public CarrierFailover(
        UsableCarrier chosen,
        UsableCarrier? standby,
        ObservabilityOptions options,
        TimeProvider time,
        ILogger logger)
    {
        _chosen = chosen;
        _standby = standby;
        _options = options;
        _logger = logger;
        _circuit = new CarrierCircuit(options, time, () => CarrierProbe.ProblemOf(chosen.Carrier, time), Follow);
        _guarded = new GuardedCarrier(chosen.Carrier, _circuit.Report);
        _substitute = standby switch
        {
            null => new NullCarrier(),
            { IsProved: true } => standby.Carrier,
            _ => new GuardedCarrier(standby.Carrier, static _ => { }),
        };
        _switchable = new SwitchableCarrier(_guarded);
        Measure(_meter, chosen.Name, new WeakReference<GuardedCarrier>(_guarded));
    }

    public IContextCarrier Carrier => _switchable;

    /// <summary>Who owns the scopes of the chosen carrier.</summary>
    public object Guard => _guarded;

    public string Serving =>
        ReferenceEquals(_switchable.InUse, _guarded) ? _chosen.Name : _standby?.Name ?? Nobody;

    public void Dispose()
    {
        _circuit.Dispose();
        _meter.DisposeOrReport();
    }

    /// <summary>The process keeps every meter until it is disposed; a host that nobody disposes must not be kept with it.</summary>
    static void Measure(Meter meter, string name, WeakReference<GuardedCarrier> carrier) => _ = PublishedInstrument.Make(
        meter,
        "stackbilt.carrier.out_of_service",
        (meter, instrument) => meter.CreateObservableGauge(
            instrument,
            () => new Measurement<int>(
                carrier.TryGetTarget(out var guarded) && guarded.IsResting ? 1 : 0,
                new KeyValuePair<string, object?>("carrier", name)),
            "{carrier}",
            "1 while the chosen carrier is out of service after too many faults, else 0."));

    void Follow(bool isOutOfService)
    {
        _guarded.IsResting = isOutOfService;
        if (isOutOfService)
        {
            _switchable.Use(_substitute);
            HostingEvents.Log.OutOfService(_chosen.Name, Serving);
            LogOutOfService(_chosen.Name, _options.FaultLimit, _options.FaultWindow, Serving, _options.RetryAfter);
        }
        else
        {
            _switchable.Use(_guarded);
            HostingEvents.Log.Back(_chosen.Name);
            LogBack(_chosen.Name);
        }
    }

    [LoggerMessage(
        5,
        LogLevel.Error,
        "The carrier {Carrier} has failed {Faults} times within {Window} and is out of service. New traces travel by: {Serving}. "
        + "It is checked again every {RetryAfter}.")]
    partial void LogOutOfService(string carrier, int faults, TimeSpan window, string serving, TimeSpan retryAfter);

    [LoggerMessage(6, LogLevel.Information, "The carrier {Carrier} works again. New traces travel by it.")]
    partial void LogBack(string carrier);
}
