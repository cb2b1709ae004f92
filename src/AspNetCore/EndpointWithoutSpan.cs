using Microsoft.AspNetCore.Http;

namespace Stackbilt.Observability;

/// <summary>The mark on an endpoint whose requests have no server span.</summary>
sealed class EndpointWithoutSpan
{
    EndpointWithoutSpan()
    {
    }

    public static EndpointWithoutSpan Mark { get; } = new();

    /// <summary>False while no endpoint of the process has the mark: then no request is asked for it.</summary>
    public static bool IsUsed { get; set; }

    public static bool IsOn(HttpContext context) =>
        IsUsed && context.GetEndpoint()?.Metadata.GetMetadata<EndpointWithoutSpan>() is not null;
}
