using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Stackbilt.Observability.Tests;

/// <summary>The warning after a reload names what a restart would change: all that is other than at the start, and nothing else.</summary>
public class ReloadTests
{
    [Fact]
    public async Task A_setting_that_was_changed_before_is_named_again()
    {
        using var situation = new Situation(("Carrier", "Explicit"));
        using var host = await situation.StartAsync();

        Reload(host, ("Carrier", "Null"));
        Reload(host, ("SamplingRatio", "0.5"));

        Assert.Equal([Warning("Carrier"), Warning("Carrier", "SamplingRatio")], situation.Warnings);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_setting_that_is_again_what_it_was_needs_no_restart()
    {
        using var situation = new Situation(("Carrier", "Explicit"), ("SamplingRatio", "1"));
        using var host = await situation.StartAsync();

        Reload(host, ("Carrier", "Null"), ("SamplingRatio", "0.5"));
        Reload(host, ("Carrier", "Explicit"));
        Reload(host, ("SamplingRatio", "1"));

        Assert.Equal([Warning("Carrier", "SamplingRatio"), Warning("SamplingRatio")], situation.Warnings);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_setting_that_was_added_between_the_registration_and_the_start_is_in_use()
    {
        using var situation = new Situation();
        situation.Builder.Configuration.AddInMemoryCollection([new("Stackbilt:Observability:Carrier", "Explicit")]);
        using var host = await situation.StartAsync();

        Reload(host);

        Assert.Equal("Explicit", host.Services.GetRequiredService<CarrierDecision>().InUse);
        Assert.Empty(situation.Warnings);
        await host.StopAsync();
    }

    static void Reload(IHost host, params (string Key, string Value)[] changes)
    {
        var configuration = (IConfigurationRoot)host.Services.GetRequiredService<IConfiguration>();
        foreach (var (key, value) in changes)
            configuration["Stackbilt:Observability:" + key] = value;

        configuration.Reload();
    }

    static string Warning(params string[] keys) =>
        "The configuration has changed, and tracing goes on as it was started: "
        + string.Join(", ", keys.Select(key => "Stackbilt:Observability:" + key))
        + ". Restart the program to use the new values.";
}
