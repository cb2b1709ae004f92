using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability;

/// <summary>Puts the server span into the pipeline.</summary>
public static class ObservabilityApplicationBuilderExtensions
{
    /// <summary>
    /// From here on, every request has a server span, active until what comes after this has handled it, and ended when the
    /// response has completed. Put it first. Twice is harmless: the second passes requests through. Where
    /// <see cref="ObservabilityOptions.Enabled"/> is false, nothing is added.
    /// </summary>
    /// <param name="app">The pipeline; not null.</param>
    /// <returns>The pipeline.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="app"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// <c>AddStackbiltObservability</c> was not called, or the configuration has a wrong key or value in
    /// <see cref="ServerSpanOptions.SectionName"/>.
    /// </exception>
    public static IApplicationBuilder UseStackbiltObservability(this IApplicationBuilder app) =>
        app.UseStackbiltObservability(static _ => { });

    /// <inheritdoc cref="UseStackbiltObservability(IApplicationBuilder)"/>
    /// <param name="app">The pipeline; not null.</param>
    /// <param name="configure">Says what the spans have in them, and which requests have one; not null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="app"/> or <paramref name="configure"/> is null.</exception>
    public static IApplicationBuilder UseStackbiltObservability(this IApplicationBuilder app, Action<ServerSpanOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(configure);
        var tracer = app.ApplicationServices.GetService<Tracer>()
            ?? throw new InvalidOperationException(
                "There is no Tracer in the container. Call builder.AddStackbiltObservability() before the application is built.");
        if (app.ApplicationServices.GetService<ServerSpans>() is { } spans)
            spans.AreAdded = true;

        if (app.ApplicationServices.GetService<CarrierDecision>() is { IsEnabled: false })
            return app;

        var options = new ServerSpanOptions();
        var configuration = app.ApplicationServices.GetService<IConfiguration>();
        ServerSpanSection.Read(configuration, options);
        configure(options);
        if (app.ApplicationServices.GetService<DistributedContextPropagator>() is HostPropagator propagator)
            propagator.Use(options.IncomingTrace);

        var settings = new ServerSpanSettings(options, KnownMethods.Of(configuration));
        return app.Use(next => new ServerSpanMiddleware(next, tracer, settings).InvokeAsync);
    }
}
