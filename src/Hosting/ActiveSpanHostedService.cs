using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Stackbilt.Observability;

/// <summary>
/// Binds the chosen carrier to the static door before any service of the host starts, and unbinds it after the last has
/// stopped. Meanwhile the faults of tracing go to the host's log.
/// </summary>
sealed partial class ActiveSpanHostedService(
    ChosenCarrier chosen,
    IEnumerable<CarrierRegistration> registrations,
    ILoggerFactory? loggers = null) : IHostedLifecycleService, IDisposable
{
    readonly ILogger _logger = loggers?.CreateLogger(Tracer.SourceName) ?? NullLogger.Instance;
    IDisposable? _binding;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        LogChosen(chosen.Name, string.Join(", ", registrations.Select(registration => registration.Name)));
        TracingFaults.Reported += Log;
        _binding = ActiveSpan.Bind(chosen.Carrier);
        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>For a host that is disposed without having been stopped.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _binding, null) is not { } binding)
            return;

        binding.Dispose();
        TracingFaults.Reported -= Log;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    void Log(TracingFault fault) => LogFault(fault.Exception, fault.Source.GetType(), fault.Operation);

    [LoggerMessage(1, LogLevel.Information, "The active span travels by the carrier {Carrier}; registered: {Registered}")]
    partial void LogChosen(string carrier, string registered);

    [LoggerMessage(2, LogLevel.Warning, "Tracing failed and the work went on: {Source}.{Operation}")]
    partial void LogFault(Exception exception, Type source, string operation);
}
