using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Stackbilt.Observability;

/// <summary>
/// Binds the chosen carrier to the static door before any service of the host starts, and unbinds it after the last has
/// stopped. Meanwhile what becomes of tracing goes to the host's log.
/// </summary>
sealed partial class ActiveSpanHostedService(
    ChosenCarrier chosen,
    Tracer tracer,
    IEnumerable<ISpanProcessor> processors,
    IEnumerable<ConfiguredSection> sections,
    ObservabilityOptionsValidator validator,
    IOptions<ObservabilityOptions> options,
    ILoggerFactory? loggers = null) : IHostedLifecycleService, IDisposable
{
    readonly ILogger _logger = GuardedLogger.Of(loggers);
    readonly List<IDisposable> _untilStopped = [];

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        Announce(chosen.Decision);
        if (chosen.Decision.IsEnabled)
        {
            var owned = new SourcesOfHost([.. chosen.Owned, .. processors, tracer]);
            _untilStopped.Add(new FaultAndMisuseLog(_logger, owned, withMisuse: chosen.Strict is null));
            _untilStopped.Add(ActiveSpan.Bind(chosen.Strict?.CarrierToBind ?? chosen.Carrier));
        }

        foreach (var section in sections)
        {
            section.NoteStart();
            _untilStopped.Add(ChangeToken.OnChange(section.Section.GetReloadToken, NoteReload, section));
        }

        return Task.CompletedTask;
    }

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (!await tracer.ForceFlushAsync(cancellationToken))
            LogNotFlushed();

        chosen.LogWhatIsOpen();
        Dispose();
    }

    /// <summary>For a host that is disposed without having been stopped.</summary>
    public void Dispose()
    {
        foreach (var ending in _untilStopped)
            ending.DisposeOrReport();

        _untilStopped.Clear();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    void Announce(CarrierDecision decision)
    {
        LogDecision(decision);
        HostingEvents.Log.Decided(decision.ToString());
        foreach (var failed in decision.Tried.Where(attempt => attempt.Problem is not null))
            LogPassedOver(failed.Exception, failed.Name, failed.Problem!, decision.Chosen);

        foreach (var complaint in decision.IsEnabled ? [] : validator.Complaints(options.Value))
            LogWithoutEffect(complaint);

        foreach (var section in sections)
        {
            foreach (var key in section.UnknownKeys)
                LogUnknown(section.Section.Path, key, string.Join(", ", AllSettings.Names));
        }
    }

    void NoteReload(ConfiguredSection section)
    {
        if (section.ChangedKeys() is { Count: > 0 } changed)
            LogReload(string.Join(", ", changed.Select(key => $"{section.Section.Path}:{key}")));
    }

    [LoggerMessage(1, LogLevel.Information, "{Decision}")]
    partial void LogDecision(CarrierDecision decision);

    [LoggerMessage(3, LogLevel.Warning, "The carrier {Carrier} was passed over: {Problem}. Chosen: {Chosen}.")]
    partial void LogPassedOver(Exception? exception, string carrier, string problem, string chosen);

    [LoggerMessage(4, LogLevel.Warning, "{Section}:{Key} is not a setting, and was ignored. The settings are: {Settings}.")]
    partial void LogUnknown(string section, string key, string settings);

    [LoggerMessage(14, LogLevel.Warning, "Spans that a processor still had were not all sent on: it has failed, or the time to stop was over.")]
    partial void LogNotFlushed();

    [LoggerMessage(11, LogLevel.Warning, "A setting is wrong, and without effect while tracing is off: {Complaint}")]
    partial void LogWithoutEffect(string complaint);

    [LoggerMessage(
        7,
        LogLevel.Warning,
        "The configuration has changed, and tracing goes on as it was started: {Keys}. Restart the program to use the new values.")]
    partial void LogReload(string keys);
}
