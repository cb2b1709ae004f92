using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Stackbilt.Observability;

/// <summary>Keeps the last traces of an application for the page that shows them.</summary>
public static class ObservabilityTracesPageBuilderExtensions
{
    /// <summary>
    /// Keeps the last traces, where the environment is <c>Development</c> or <see cref="TracesPageOptions.Enabled"/> says so. Everywhere else
    /// nothing is kept and nothing is recorded for it. Show them with
    /// <see cref="ObservabilityTracesPageEndpointExtensions.MapStackbiltTraces"/>. Called a second time, it does nothing.
    /// </summary>
    /// <param name="builder">The builder of the application; not null.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names the range.</exception>
    /// <remarks>Used at start-up, on one thread. It makes no difference whether tracing is added before or after.</remarks>
    public static IHostApplicationBuilder AddStackbiltTraces(
        this IHostApplicationBuilder builder,
        Action<TracesPageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.Any(static service => service.ServiceType == typeof(TracesPage)))
            return builder;

        var options = new TracesPageOptions();
        configure?.Invoke(options);
        options.Check();
        if (!(options.Enabled ?? builder.Environment.IsDevelopment()))
        {
            builder.Services.AddSingleton(new TracesPage(builder.Environment.ApplicationName, options, traces: null));
            return builder;
        }

        var traces = new KeptTraces(options, TimeProvider.System);
        builder.Services.AddSingleton(new TracesPage(builder.Environment.ApplicationName, options, traces));
        builder.Services.AddSingleton<ISpanProcessor>(traces);
        return builder;
    }
}
