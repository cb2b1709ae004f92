using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Stackbilt.Observability;

/// <summary>The carrier of a host, chosen once, with the decision that led to it.</summary>
sealed partial class ChosenCarrier : IDisposable
{
    readonly List<UsableCarrier> _made = [];
    readonly CarrierFailover? _failover;
    readonly ILogger _logger;

    public ChosenCarrier(
        IOptions<ObservabilityOptions> options,
        IEnumerable<CarrierRegistration> registrations,
        IServiceProvider services,
        IHostEnvironment? environment = null,
        ILoggerFactory? loggers = null,
        TimeProvider? time = null)
    {
        time = GuardedClock.Around(time);
        var settings = options.Value;
        _logger = GuardedLogger.Of(loggers);
        var tried = new CarrierSelection(settings, registrations, services, time);
        var chosen = settings.Enabled ? Next(tried) : new UsableCarrier(CarrierNames.Null, new NullCarrier());
        if (chosen is null)
            throw NoneCanServe(tried.Attempts);

        Carrier = chosen.Carrier;
        UsableCarrier? fallback = null;
        if (IsGuarded(chosen, settings))
        {
            fallback = Next(tried);
            _failover = new CarrierFailover(
                chosen,
                fallback,
                settings,
                time,
                _logger);
            Carrier = _failover.Carrier;
        }

        Strict = settings is { Strict: true, Enabled: true } ? new StrictTracing(Carrier, Log) : null;
        Carrier = Strict?.Carrier ?? Carrier;
        Decision = new CarrierDecision(() => _failover?.InUse ?? chosen.Name, () => _failover?.Trouble)
        {
            Asked = settings.Carrier ?? "",
            Registered = [.. registrations.Select(registration => registration.Name)],
            Tried = tried.Attempts,
            Chosen = chosen.Name,
            Fallback = fallback?.Name,
            IsGuarded = _failover is not null,
            IsEnabled = settings.Enabled,
            Reason = Reason(settings, tried.Attempts),
            ResourceAttributes = Attributes(settings, chosen, environment),
        };
    }

    public IContextCarrier Carrier { get; }

    public CarrierDecision Decision { get; }

    /// <summary>Watches the carrier and the spans; null unless the options say strict.</summary>
    public StrictTracing? Strict { get; }

    /// <summary>The carriers, as their faults and misuse name them.</summary>
    public IEnumerable<object> Owned
    {
        get
        {
            var made = _made.Select(made => (object)made.Carrier);
            return _failover is null ? made : made.Append(_failover.Guard);
        }
    }

    /// <summary>In strict mode: what nobody has ended or closed.</summary>
    public void LogWhatIsOpen()
    {
        foreach (var open in Strict?.Open ?? [])
            Log(open);
    }

    /// <summary>What the factories made is the host's, and goes with it.</summary>
    public void Dispose()
    {
        _failover?.Dispose();
        foreach (var made in _made)
            made.Carrier.DisposeOrReport();
    }

    UsableCarrier? Next(CarrierSelection tried)
    {
        var next = tried.Next();
        if (next is not null)
            _made.Add(next);

        return next;
    }

    static bool IsGuarded(UsableCarrier chosen, ObservabilityOptions options) => options.Enabled && options.Guard switch
    {
        GuardedCarriers.All => true,
        GuardedCarriers.None => false,
        _ => !chosen.IsBuiltIn,
    };

    /// <summary>As any other option that cannot work. What was thrown goes to the log, where its stack can be read.</summary>
    OptionsValidationException NoneCanServe(IReadOnlyList<CarrierAttempt> attempts)
    {
        foreach (var attempt in attempts)
            LogFailed(attempt.Exception, attempt.Name, attempt.Problem!);

        return new OptionsValidationException(
            Options.DefaultName,
            typeof(ObservabilityOptions),
            [
                $"No carrier can serve. Tried: {string.Join("; ", attempts)}. Choose another in "
                + $"{ObservabilityOptions.SectionName}:{nameof(ObservabilityOptions.Carrier)}, or name some to go on with in "
                + $"{ObservabilityOptions.SectionName}:{nameof(ObservabilityOptions.Fallback)}.",
            ]);
    }

    static string Reason(ObservabilityOptions options, IReadOnlyList<CarrierAttempt> attempts) =>
        !options.Enabled ? $"{nameof(options.Enabled)} is false."
        : attempts[0].Problem is null ? "It was asked for, and passed its check."
        : "It is the first of the fallbacks that passed its check.";

    static List<KeyValuePair<string, object>> Attributes(
        ObservabilityOptions options,
        UsableCarrier chosen,
        IHostEnvironment? environment)
    {
        List<KeyValuePair<string, object>> attributes =
        [
            new("stackbilt.carrier.asked", options.Carrier ?? ""),
            new("stackbilt.carrier.chosen", chosen.Name),
        ];
        if ((options.ServiceName ?? environment?.ApplicationName) is { Length: > 0 } name)
            attributes.Insert(0, new("service.name", name));

        return attributes;
    }

    void Log(Misuse misuse) => LogMisuse(misuse);

    [LoggerMessage(10, LogLevel.Error, "Tracing was misused: {Misuse}")]
    partial void LogMisuse(Misuse misuse);

    [LoggerMessage(8, LogLevel.Critical, "The carrier {Carrier} cannot serve: {Problem}.")]
    partial void LogFailed(Exception? exception, string carrier, string problem);
}
