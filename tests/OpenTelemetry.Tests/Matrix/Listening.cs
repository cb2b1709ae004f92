using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;

namespace Stackbilt.Observability.Tests;

/// <summary>What an application has told the OpenTelemetry SDK to listen to.</summary>
public enum Listening
{
    /// <summary>There is no SDK.</summary>
    Nobody,

    /// <summary>Our source and no other.</summary>
    Ours,

    /// <summary>Our source, and those of ASP.NET Core and HttpClient.</summary>
    Framework,

    /// <summary>Our source, and the two instrumentation packages.</summary>
    Packages,
}

static class ListeningExtensions
{
    public static bool HearsTheFramework(this Listening listening) => listening is Listening.Framework or Listening.Packages;

    /// <summary>Adds the SDK to an application, as its documentation says.</summary>
    public static void AddTo(this Listening listening, IServiceCollection services, ICollection<Activity> exported)
    {
        if (listening == Listening.Nobody)
            return;

        services.AddOpenTelemetry().WithTracing(tracing =>
        {
            tracing.AddSource(Exported.Ours).AddInMemoryExporter(exported);
            if (listening == Listening.Framework)
                tracing.AddSource(Exported.Host, Exported.HttpClient);

            if (listening == Listening.Packages)
                tracing.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation();
        });
    }
}
