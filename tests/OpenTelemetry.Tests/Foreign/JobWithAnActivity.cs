using Microsoft.Extensions.Hosting;

namespace Stackbilt.Observability.Tests;

/// <summary>A hosted job that starts an activity of its own.</summary>
sealed class JobWithAnActivity(ForeignProgram program) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => program.RunTheJobAsync();
}
