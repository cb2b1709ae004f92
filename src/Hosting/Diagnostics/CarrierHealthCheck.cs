using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Stackbilt.Observability;

/// <summary>
/// Healthy while the carrier that was asked for serves, and where tracing is off; else as the registration says, degraded
/// by default: a program without deep spans still does its work.
/// </summary>
sealed class CarrierHealthCheck(CarrierDecision decision) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var inUse = decision.InUse;
        var trouble = decision.Trouble is { } told ? $"The carrier {decision.Chosen} {told}. " : "";
        var serves = string.Equals(inUse, decision.Asked, StringComparison.OrdinalIgnoreCase) && trouble.Length == 0;
        var isAsAsked = serves || !decision.IsEnabled;
        return Task.FromResult(new HealthCheckResult(
            isAsAsked ? HealthStatus.Healthy : context.Registration.FailureStatus,
            isAsAsked ? decision.ToString() : $"{trouble}New traces travel by: {inUse}. {decision}",
            data: new Dictionary<string, object>
            {
                ["asked"] = decision.Asked,
                ["registered"] = decision.Registered,
                ["tried"] = decision.Tried,
                ["chosen"] = decision.Chosen,
                ["fallback"] = decision.Fallback ?? "none",
                ["in_use"] = inUse,
                ["enabled"] = decision.IsEnabled,
            }));
    }
}
