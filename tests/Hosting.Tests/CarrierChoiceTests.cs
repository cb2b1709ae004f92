using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Stackbilt.Observability.Tests;

public class CarrierChoiceTests
{
    [Fact]
    public async Task Nothing_configured_is_AsyncLocal()
    {
        var builder = Hosts.Builder();
        builder.AddStackbiltObservability();

        await ExpectAsync(builder, new AsyncLocalCarrier());
    }

    [Theory]
    [InlineData("AsyncLocal", CarrierNames.AsyncLocal)]
    [InlineData("asynclocal", CarrierNames.AsyncLocal)]
    [InlineData("Explicit", CarrierNames.Explicit)]
    [InlineData("EXPLICIT", CarrierNames.Explicit)]
    [InlineData("Null", CarrierNames.Null)]
    [InlineData("nULL", CarrierNames.Null)]
    public async Task A_name_from_configuration_in_any_case(string name, string expected)
    {
        var builder = Hosts.WithCarrier(name);
        builder.AddStackbiltObservability();

        await ExpectAsync(builder, expected switch
        {
            CarrierNames.Explicit => new ExplicitCarrier(),
            CarrierNames.Null => new NullCarrier(),
            _ => new AsyncLocalCarrier(),
        });
    }

    [Fact]
    public async Task The_environment_has_the_last_word_over_files()
    {
        // What the environment variable STACKBILT__OBSERVABILITY__CARRIER becomes.
        var builder = Hosts.WithCarrier("Null");
        builder.Configuration.AddInMemoryCollection([new("STACKBILT:OBSERVABILITY:CARRIER", "explicit")]);
        builder.AddStackbiltObservability();

        await ExpectAsync(builder, new ExplicitCarrier());
    }

    [Fact]
    public async Task A_delegate_has_the_last_word_over_configuration()
    {
        var builder = Hosts.WithCarrier("Null");
        builder.AddStackbiltObservability(options => options.Carrier = CarrierNames.Explicit);

        await ExpectAsync(builder, new ExplicitCarrier());
    }

    [Fact]
    public async Task On_the_services_with_a_delegate()
    {
        var builder = Hosts.Builder();
        builder.Services.AddStackbiltObservability(options => options.Carrier = CarrierNames.Explicit);

        await ExpectAsync(builder, new ExplicitCarrier());
    }

    [Fact]
    public async Task On_the_services_with_a_section_under_another_name()
    {
        var builder = Hosts.Builder(("Tracing:Carrier", "Explicit"), ("Stackbilt:Observability:Carrier", "Null"));
        builder.Services.AddStackbiltObservability(builder.Configuration.GetSection("Tracing"));

        await ExpectAsync(builder, new ExplicitCarrier());
    }

    [Fact]
    public async Task On_the_services_with_a_whole_configuration()
    {
        var builder = Hosts.WithCarrier("Explicit");
        builder.Services.AddStackbiltObservability(builder.Configuration);

        await ExpectAsync(builder, new ExplicitCarrier());
    }

    [Fact]
    public async Task Twice_registers_once_and_configures_twice()
    {
        var recorder = new SpanRecorder();
        var builder = Hosts.WithCarrier("Null");
        builder.AddStackbiltObservability().AddProcessor(recorder);
        builder.AddStackbiltObservability(options => options.Carrier = CarrierNames.Explicit);

        using var host = await builder.StartAsync();

        Assert.IsType<ExplicitCarrier>(host.Services.GetRequiredService<IContextCarrier>());
        Assert.Single(host.Services.GetServices<IHostedService>());
        host.Services.GetRequiredService<Tracer>().StartRoot("once").End();
        Assert.Single(recorder.Spans);
        await host.StopAsync();
    }

    /// <summary>The three differ in what they claim; an ambient one is wrapped, so that its type says nothing.</summary>
    static async Task ExpectAsync(HostApplicationBuilder builder, IContextCarrier expected)
    {
        using var host = await builder.StartAsync();
        Assert.Equal(expected.Capabilities, host.Services.GetRequiredService<IContextCarrier>().Capabilities);
        await host.StopAsync();
    }
}
