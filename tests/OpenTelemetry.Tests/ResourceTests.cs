using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Stackbilt.Observability.Tests;

/// <summary>The decision for a carrier is on the resource, and so on every trace that the process exports.</summary>
public class ResourceTests
{
    [Fact]
    public void It_has_the_service_and_the_carrier_asked_for_and_chosen()
    {
        using var services = new ServiceCollection()
            .AddStackbiltObservability(options =>
            {
                options.Carrier = "Elsewhere";
                options.Fallback = [CarrierNames.Explicit];
                options.ServiceName = "cards";
            })
            .AddCarrier("Elsewhere", static _ => throw new NotSupportedException())
            .Services.BuildServiceProvider();
        var decision = services.GetRequiredService<CarrierDecision>();

        using var provider = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddAttributes(decision.ResourceAttributes))
            .Build();

        var attributes = provider.GetResource().Attributes.ToDictionary(pair => pair.Key, pair => pair.Value);
        Assert.Equal("cards", attributes["service.name"]);
        Assert.Equal("Elsewhere", attributes["stackbilt.carrier.asked"]);
        Assert.Equal("Explicit", attributes["stackbilt.carrier.chosen"]);
    }
}
