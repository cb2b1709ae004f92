using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability.Tests;

/// <summary>Settings that would do nothing, and say so.</summary>
public class WithoutEffectTests
{
    [Fact]
    public async Task Text_for_the_section()
    {
        using var situation = new Situation();
        situation.Builder.Configuration["Stackbilt:Observability"] = "Explicit";

        Snapshot.Matches(await situation.RefusalAsync());
    }

    [Fact]
    public async Task Text_beside_the_settings_is_refused_as_well()
    {
        using var situation = new Situation(("Carrier", "Explicit"));
        situation.Builder.Configuration["Stackbilt:Observability"] = "AsyncLocal";

        Assert.StartsWith("Stackbilt:Observability is \"AsyncLocal\"", await situation.RefusalAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task An_empty_section_is_none(string? text)
    {
        using var situation = new Situation();
        situation.Builder.Configuration["Stackbilt:Observability"] = text;
        using var host = await situation.StartAsync();
        await host.StopAsync();

        Assert.Empty(situation.Warnings);
    }

    [Fact]
    public async Task Disabled_with_wrong_values()
    {
        using var situation = new Situation(
            ("Enabled", "false"),
            ("Carrier", "Nonsense"),
            ("Fallback", "Explicit, Typo"),
            ("SamplingRatio", "2"));
        using var host = await situation.StartAsync();
        await host.StopAsync();

        Snapshot.Matches(situation.Said);
    }

    [Fact]
    public async Task Disabled_stays_disabled_whatever_a_delegate_sets()
    {
        using var situation = new Situation(("Enabled", "false"));
        situation.Builder.Services.Configure<ObservabilityOptions>(static options =>
        {
            options.Carrier = null!;
            options.Fallback = null!;
            options.SamplingRatio = double.NaN;
            options.FaultLimit = -1;
        });
        using var host = await situation.StartAsync();

        Assert.False(host.Services.GetRequiredService<Tracer>().StartRoot("root").IsRecording);
        Assert.All(
            host.Services.GetRequiredService<CarrierDecision>().ResourceAttributes,
            static attribute => Assert.NotNull(attribute.Value));
        await host.StopAsync();
        Assert.Equal(4, situation.Warnings.Count());
    }

    [Fact]
    public async Task A_word_that_may_have_meant_disabled_is_refused()
    {
        using var situation = new Situation(("Enabled", "flase"), ("Carrier", "Nonsense"));

        var refusal = await situation.RefusalAsync();

        Assert.Contains("Enabled is \"flase\"", refusal, StringComparison.Ordinal);
        Assert.Contains("Carrier is \"Nonsense\"", refusal, StringComparison.Ordinal);
    }
}
