using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Stackbilt.Observability.Tests;

/// <summary>Hosts with nothing in them but what a test adds.</summary>
static class Hosts
{
    public static HostApplicationBuilder Builder(params (string Key, string? Value)[] configuration)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            configuration.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));
        return builder;
    }

    /// <summary>The carrier's name as configuration has it.</summary>
    public static HostApplicationBuilder WithCarrier(string? name) => Builder(("Stackbilt:Observability:Carrier", name));

    public static async Task<IHost> StartAsync(this HostApplicationBuilder builder)
    {
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
