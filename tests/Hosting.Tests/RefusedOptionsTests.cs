using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Stackbilt.Observability.Tests;

public class RefusedOptionsTests
{
    [Theory]
    [InlineData("Nonsense", "\"Nonsense\"")]
    [InlineData("", "\"\"")]
    [InlineData(" Explicit", "\" Explicit\"")]
    public async Task A_name_that_is_not_registered_stops_the_host(string name, string shown)
    {
        var builder = Hosts.WithCarrier(name);
        builder.AddStackbiltObservability();

        Assert.Equal(
            $"Stackbilt:Observability:Carrier is {shown}, and no carrier is registered under that name. "
            + "Registered: AsyncLocal, Activity, Explicit, Null.",
            await RefusalAsync(builder));
    }

    [Fact]
    public async Task Null_from_a_delegate_is_refused()
    {
        var builder = Hosts.Builder();
        builder.AddStackbiltObservability(options => options.Carrier = null!);

        Assert.Equal(
            "Stackbilt:Observability:Carrier is null, and no carrier is registered under that name. "
            + "Registered: AsyncLocal, Activity, Explicit, Null.",
            await RefusalAsync(builder));
    }

    [Fact]
    public async Task The_word_null_without_quotes_in_a_file_is_refused_and_not_taken_for_nothing()
    {
        var builder = Hosts.Builder();
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(
            """{ "Stackbilt": { "Observability": { "Carrier": null } } }""")));
        builder.AddStackbiltObservability();

        Assert.StartsWith("Stackbilt:Observability:Carrier is ", await RefusalAsync(builder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_section_that_was_given_is_named_and_so_is_a_carrier_of_ones_own()
    {
        var builder = Hosts.Builder(("Tracing:Carrier", "Nonsense"));
        builder.Services.AddStackbiltObservability(builder.Configuration.GetSection("Tracing"))
            .AddCarrier("Slot", static _ => new SlotCarrier());

        Assert.Equal(
            "Tracing:Carrier is \"Nonsense\", and no carrier is registered under that name. "
            + "Registered: AsyncLocal, Activity, Explicit, Null, Slot.",
            await RefusalAsync(builder));
    }

    [Fact]
    public async Task Of_several_sections_the_one_that_chose_is_named()
    {
        var builder = Hosts.Builder(("Tracing:Carrier", "Nonsense"));
        builder.Services.AddStackbiltObservability(builder.Configuration.GetSection("Tracing"));
        builder.AddStackbiltObservability();

        Assert.StartsWith("Tracing:Carrier is \"Nonsense\"", await RefusalAsync(builder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_in_any_case()
    {
        var builder = Hosts.Builder();
        builder.AddStackbiltObservability()
            .AddCarrier("explicit", static _ => new SlotCarrier());

        Assert.Equal(
            "2 carriers are registered under the name \"Explicit\"; give each its own name in AddCarrier.",
            await RefusalAsync(builder));
    }

    [Fact]
    public async Task A_validator_of_the_applications_own_is_asked_as_well()
    {
        var builder = Hosts.WithCarrier("Nonsense");
        builder.Services.AddSingleton<IValidateOptions<ObservabilityOptions>>(
            new ValidateOptions<ObservabilityOptions>(null, static _ => false, "not on Sundays"));
        builder.AddStackbiltObservability();

        var refusal = await RefusalAsync(builder);

        Assert.Contains("not on Sundays", refusal, StringComparison.Ordinal);
        Assert.Contains("\"Nonsense\"", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_host_the_tracer_refuses_just_the_same()
    {
        using var services = new ServiceCollection()
            .AddStackbiltObservability(options => options.Carrier = "Nonsense")
            .Services.BuildServiceProvider();

        var refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<Tracer>());
        Assert.Contains("\"Nonsense\"", refusal.Message, StringComparison.Ordinal);
    }

    static async Task<string> RefusalAsync(HostApplicationBuilder builder)
    {
        using var host = builder.Build();
        return (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync())).Message;
    }
}
