using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Stackbilt.Observability;

/// <summary>What of Orleans sends the <see cref="RequestContext"/> of a call on, and asks no filter before: streams and channels.</summary>
static class SendersWithoutFilters
{
    // Known by their names: both are packages that an application need not have.
    static readonly string[] Providers = ["Orleans.Streams.IStreamProvider", "Orleans.BroadcastChannel.IBroadcastChannelProvider"];

    public static bool AreIn(IServiceCollection services) =>
        services.Any(static service => Providers.Contains(service.ServiceType.FullName));
}
