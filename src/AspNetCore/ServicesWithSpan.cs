using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability;

/// <summary>
/// The services of a request, in which <see cref="RequestSpan"/> gets its span when they are first asked for. Until then a request
/// that needs no services has no container scope, as without us.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Once it has services, the feature has the response dispose of them.")]
sealed class ServicesWithSpan(HttpContext context, IServiceScopeFactory scopes, Span active) : IServiceProvidersFeature
{
    RequestServicesFeature? _scoped;

    public IServiceProvider RequestServices
    {
        get
        {
            if (_scoped is not null)
                return _scoped.RequestServices;

            _scoped = new RequestServicesFeature(context, scopes);
            return Given(_scoped.RequestServices);
        }

        set => (_scoped ??= new RequestServicesFeature(context, scopes)).RequestServices = value;
    }

    public static void GiveTo(HttpContext context, Span active)
    {
        if (context is DefaultHttpContext { ServiceScopeFactory: { } scopes }
            && context.Features.Find<IServiceProvidersFeature>() is null)
            context.Features.Set<IServiceProvidersFeature>(new ServicesWithSpan(context, scopes, active));
        else
            Give(context.RequestServices, active);
    }

    static void Give(IServiceProvider? services, Span active)
    {
        if (services?.GetService<RequestSpan>() is { } injected)
            injected.Span = active;
    }

    IServiceProvider Given(IServiceProvider services)
    {
        try
        {
            Give(services, active);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(this, nameof(RequestServices), exception);
        }

        return services;
    }
}
