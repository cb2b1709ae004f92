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

    [Theory]
    [InlineData("Carrier:Name", "Stackbilt:Observability:Carrier is a list or a section; it must be the name of a carrier.")]
    [InlineData("Carrier:0", "Stackbilt:Observability:Carrier is a list or a section; it must be the name of a carrier.")]
    [InlineData("Enabled:0", "Stackbilt:Observability:Enabled is a list or a section; it must be true or false.")]
    [InlineData("ServiceName:a", "Stackbilt:Observability:ServiceName is a list or a section; it must be a name of 1 to 255 characters.")]
    public async Task A_section_where_a_value_is_needed_is_called_so(string key, string refusal)
    {
        var builder = Hosts.Builder(("Stackbilt:Observability:" + key, "AsyncLocal"));
        builder.AddStackbiltObservability();

        Assert.Equal(refusal, await RefusalAsync(builder));
    }

    [Fact]
    public async Task The_word_null_is_no_mistake_where_nothing_is_the_default()
    {
        var builder = Hosts.Builder();
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(
            """{ "Stackbilt": { "Observability": { "ServiceName": null } } }""")));
        builder.AddStackbiltObservability();

        using var host = await builder.StartAsync();

        Assert.Null(host.Services.GetRequiredService<IOptions<ObservabilityOptions>>().Value.ServiceName);
        await host.StopAsync();
    }

    /// <summary>It would wait for itself, without a word.</summary>
    [Fact]
    public async Task A_factory_of_a_carrier_that_asks_for_the_carrier_is_told()
    {
        var builder = Hosts.WithCarrier("Own");
        builder.AddStackbiltObservability().AddCarrier("Own", static services =>
        {
            _ = services.GetRequiredService<CarrierDecision>();
            return new AsyncLocalCarrier();
        });

        Assert.Contains("A factory that is needed to make the carrier asks for the carrier.", await RefusalAsync(builder), StringComparison.Ordinal);
    }

    [Fact]
    public void A_factory_of_a_processor_that_asks_for_the_tracer_is_told()
    {
        var builder = Hosts.Builder();
        builder.AddStackbiltObservability().AddProcessor(static services =>
        {
            _ = services.GetRequiredService<IContextCarrier>();
            return new SpanRecorder();
        });
        using var host = builder.Build();

        var thrown = Assert.Throws<InvalidOperationException>(() => host.Services.GetRequiredService<Tracer>());

        Assert.StartsWith("A factory that is needed to make the tracer asks for the tracer.", thrown.Message, StringComparison.Ordinal);
    }

    /// <summary>Such a carrier cannot be believed, and the host starts all the same.</summary>
    [Fact]
    public async Task A_carrier_that_says_its_claims_once_and_then_throws_stops_no_host()
    {
        var builder = Hosts.WithCarrier("Own");
        builder.AddStackbiltObservability().AddCarrier("Own", static _ => new SaysItOnceCarrier());

        using var host = await builder.StartAsync();

        Assert.Equal(7, host.Services.GetRequiredService<Tracer>().Carrier.RunWithSpan(null, static _ => 7));
        await host.StopAsync();
    }

    sealed class SaysItOnceCarrier : DelegatingCarrier
    {
        bool _wasAsked;

        public SaysItOnceCarrier()
            : base(new AsyncLocalCarrier())
        {
        }

        public override CarrierCapabilities Capabilities
        {
            get
            {
                if (_wasAsked)
                    throw new InvalidOperationException("It was said.");

                _wasAsked = true;
                return Inner.Capabilities;
            }
        }
    }
}
