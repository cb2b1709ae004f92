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
    readonly UsableCarrier? _fallback;
    readonly ObservabilityOptions _options;
    readonly ILogger _logger;
    readonly GuardedCarrier _guarded;
    readonly IContextCarrier _fallbackCarrier;
    readonly SwitchableCarrier _switchable;
    readonly CarrierCircuit _circuit;
    readonly CarrierCheck _check;
    readonly CarrierWatch _watch;
    readonly Meter _meter = new(Tracer.SourceName);
    HangingCall? _hanging;

    public CarrierFailover(
        UsableCarrier chosen,
        UsableCarrier? fallback,
        ObservabilityOptions options,
        TimeProvider time,
        ILogger logger)
    {
        _chosen = chosen;
        _fallback = fallback;
        _options = options;
        _logger = logger;
        _check = new CarrierCheck(chosen.Carrier, time);
        _circuit = new CarrierCircuit(options, time, Problem, Follow);
        _guarded = new GuardedCarrier(chosen.Carrier, _circuit.Report);
        _fallbackCarrier = fallback switch
        {
            null => new NullCarrier(),
            { IsBuiltIn: true } => fallback.Carrier,
            _ => new GuardedCarrier(fallback.Carrier, static _ => { }),
        };
        _switchable = new SwitchableCarrier(_guarded, _fallbackCarrier);
        Measure(_meter, chosen.Name, new WeakReference<GuardedCarrier>(_guarded));
        _watch = new CarrierWatch(this, time);
    }

    public IContextCarrier Carrier => _switchable;

    /// <summary>Who owns the scopes of the chosen carrier.</summary>
    public object Guard => _guarded;

    public string InUse =>
        ReferenceEquals(_switchable.InUse, _guarded) ? _chosen.Name : _fallback?.Name ?? Nobody;

    /// <summary>What is wrong with the chosen carrier beside its faults, in words that fit after its name; null where nothing is.</summary>
    public string? Trouble => _hanging?.ToString();

    /// <summary>Whether the chosen carrier still answers, while it serves. Called every few seconds.</summary>
    public void Look()
    {
        if (_guarded.Service != CarrierService.InService)
            return;

        _ = _check.Problem();
        if (NotesHanging())
            _circuit.Open();
    }

    public void Dispose()
    {
        _watch.Dispose();
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
                carrier.TryGetTarget(out var guarded) && guarded.Service != CarrierService.InService ? 1 : 0,
                new KeyValuePair<string, object?>("carrier", name)),
            "{carrier}",
            "1 while the chosen carrier is out of service after too many faults, else 0."));

    string? Problem()
    {
        // Nobody waits for it again.
        if (_hanging is { } hanging && _check.Hanging is not null)
            return hanging.ToString();

        var problem = _check.Problem();
        _ = NotesHanging();
        return problem;
    }

    /// <summary>From here on nobody calls the carrier, but for the one who hangs.</summary>
    bool NotesHanging()
    {
        if (_check.Hanging is not { } hanging || Interlocked.CompareExchange(ref _hanging, hanging, null) is not null)
            return false;

        _guarded.Service = CarrierService.Hanging;
        TracingFaults.Report(
            _chosen.Carrier,
            hanging.Operation,
            new TimeoutException($"The call has not returned within {CarrierCheck.LongestAnswer.TotalSeconds} seconds."));
        return true;
    }

    void Follow(bool isOutOfService)
    {
        if (isOutOfService)
        {
            _guarded.Service = CarrierService.OutOfService;
            // Looked at after that, since it may be noticed at this moment.
            if (_hanging is not null)
                _guarded.Service = CarrierService.Hanging;

            _switchable.Use(_fallbackCarrier);
            HostingEvents.Log.OutOfService(_chosen.Name, InUse);
            if (_hanging is { } hanging)
                LogHanging(_chosen.Name, hanging, InUse);
            else
                LogOutOfService(_chosen.Name, _options.FaultLimit, _options.FaultWindow, InUse, _options.BreakDuration);
        }
        else
        {
            _hanging = null;
            _guarded.Service = CarrierService.InService;
            _switchable.Use(_guarded);
            HostingEvents.Log.Back(_chosen.Name);
            LogBack(_chosen.Name);
        }
    }

    [LoggerMessage(
        5,
        LogLevel.Error,
        "The carrier {Carrier} has failed {Faults} times within {Window} and is out of service. New traces travel by: {InUse}. "
        + "It is checked again every {BreakDuration}.")]
    partial void LogOutOfService(string carrier, int faults, TimeSpan window, string inUse, TimeSpan breakDuration);

    [LoggerMessage(6, LogLevel.Information, "The carrier {Carrier} works again. New traces travel by it.")]
    partial void LogBack(string carrier);

    [LoggerMessage(
        13,
        LogLevel.Error,
        "The carrier {Carrier} {Hanging} and is out of service. New traces travel by: {InUse}. It is checked again when that call "
        + "has returned.")]
    partial void LogHanging(string carrier, HangingCall hanging, string inUse);
}
