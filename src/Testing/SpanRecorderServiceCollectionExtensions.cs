using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability;

/// <summary>Adds a <see cref="SpanRecorder"/> to a host that a test starts.</summary>
public static class SpanRecorderServiceCollectionExtensions
{
    /// <summary>
    /// Adds a recorder to the processors of the host's tracer and gives it back. It is also a service, so that the test can ask
    /// the host for it. It makes no difference whether the host adds tracing before or after; a host without tracing records
    /// nothing.
    /// </summary>
    /// <param name="services">The host's registrations, such as <c>ConfigureTestServices</c> hands out; not null.</param>
    /// <returns>The recorder of this host: the same one when it is called again.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    /// <remarks>Used at start-up, on one thread. The recorder itself is safe from any thread.</remarks>
    public static SpanRecorder AddSpanRecorder(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        foreach (var service in services)
        {
            if (service is { IsKeyedService: false, ImplementationInstance: SpanRecorder added } && service.ServiceType == typeof(SpanRecorder))
                return added;
        }

        var recorder = new SpanRecorder();
        services.AddSingleton(recorder);
        services.AddSingleton<ISpanProcessor>(recorder);
        return recorder;
    }
}
