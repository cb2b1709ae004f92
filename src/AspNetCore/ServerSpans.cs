using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability;

/// <summary>Whether the requests of an application have spans; says so at the start where they were forgotten.</summary>
sealed partial class ServerSpans(CarrierDecision decision, ILoggerFactory? loggers = null) : IHostedLifecycleService
{
    readonly ILogger _logger = GuardedLogger.Of(loggers);

    /// <summary>The middleware is in the pipeline, or in a branch of it.</summary>
    public bool AreAdded { get; set; }

    /// <summary>By now every kind of host has built its pipeline.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (decision.IsEnabled && !AreAdded)
            LogForgotten();

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        12,
        LogLevel.Warning,
        "No request will have a span: AddStackbiltObservability was called, and UseStackbiltObservability was not. "
        + "Call app.UseStackbiltObservability() before what handles requests.")]
    partial void LogForgotten();
}
