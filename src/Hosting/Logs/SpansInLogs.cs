using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Stackbilt.Observability;

/// <summary>Puts our provider of scopes where the host's log looks for one. One that the application has put there stays inside.</summary>
static class SpansInLogs
{
    public static void AddTo(IServiceCollection services, string[] baggageKeys)
    {
        services.AddSingleton(new ToldKeys(baggageKeys));
        if (services.Any(static service => service.ServiceType == typeof(TracerOfLogs)))
            return;

        var registered = services.LastOrDefault(static service => service.ServiceType == typeof(IExternalScopeProvider) && !service.IsKeyedService);
        services.AddLogging();
        services.AddSingleton<TracerOfLogs>();
        services.AddSingleton<IExternalScopeProvider>(provider => new SpanScopes(
            provider.GetRequiredService<TracerOfLogs>(),
            Made(registered, provider) ?? new LoggerExternalScopeProvider(),
            registered is not null ? null : new ActivityScopes(provider.GetRequiredService<IOptions<LoggerFactoryOptions>>()),
            [.. provider.GetServices<ToldKeys>().SelectMany(static told => told.Keys).Distinct()]));
    }

    static IExternalScopeProvider? Made(ServiceDescriptor? registered, IServiceProvider provider) => registered switch
    {
        null => null,
        { ImplementationInstance: IExternalScopeProvider instance } => instance,
        { ImplementationFactory: { } create } => (IExternalScopeProvider)create(provider),
        { ImplementationType: { } type } => (IExternalScopeProvider)ActivatorUtilities.CreateInstance(provider, type),
        _ => null,
    };

    sealed record ToldKeys(string[] Keys);
}
