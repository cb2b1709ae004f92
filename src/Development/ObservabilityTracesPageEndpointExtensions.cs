using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability;

/// <summary>Shows the last traces of an application.</summary>
public static class ObservabilityTracesPageEndpointExtensions
{
    /// <summary>
    /// Maps a page that shows the last traces as waterfalls, and goes on showing new ones. A client that does not ask for HTML, such as
    /// curl, gets the same as text. Where <c>AddStackbiltTraces</c> keeps nothing, as in production, nothing is mapped. Requests to the
    /// page have no span.
    /// </summary>
    /// <param name="endpoints">The application; not null.</param>
    /// <param name="pattern">The path of the page; not null.</param>
    /// <returns>For more about the page, such as <c>RequireAuthorization</c>. It may be used where nothing is mapped, too.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddStackbiltTraces</c> was not called.</exception>
    /// <remarks>Used at start-up, on one thread.</remarks>
    public static IEndpointConventionBuilder MapStackbiltTraces(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern = "/traces")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        var page = endpoints.ServiceProvider.GetService<TracesPage>()
            ?? throw new InvalidOperationException(
                "There are no traces to show. Call builder.AddStackbiltTraces() before the application is built.");

        // Without a page it is a group with nothing in it.
        var group = endpoints.MapGroup(pattern);
        if (page.IsOn)
        {
            group.MapGet("", (RequestDelegate)page.AnswerAsync).WithoutServerSpan()
                .WithDisplayName("The last traces")
                .WithMetadata(new ExcludeFromDescriptionAttribute());
        }

        return group;
    }
}
