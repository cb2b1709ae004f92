using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Stackbilt.Observability;

/// <summary>Says at the start where Orleans' own filter stands inside of ours: then what it starts cannot be adopted.</summary>
sealed partial class FilterOrder(IEnumerable<IIncomingGrainCallFilter> filters, ILoggerFactory? loggers = null) : IHostedService
{
    const string OfOrleans = "ActivityPropagationIncomingGrainCallFilter";

    readonly ILogger _logger = GuardedLogger.Of(loggers);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (filters.SkipWhile(static filter => filter is not IncomingGrainCalls).Any(static filter => filter.GetType().Name == OfOrleans))
            LogOrder();

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        20,
        LogLevel.Warning,
        "A grain call that is heard has two spans: AddActivityPropagation was called after AddStackbiltObservability. Call it before.")]
    partial void LogOrder();
}
