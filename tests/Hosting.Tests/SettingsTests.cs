using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Stackbilt.Observability.Tests;

public class SettingsTests
{
    [Fact]
    public void Every_setting_is_read_from_text()
    {
        using var situation = new Situation(
            ("carrier", "explicit"),
            ("FALLBACK", "Null , AsyncLocal"),
            ("Enabled", "False"),
            ("Strict", "true"),
            ("SamplingRatio", "0.25"),
            ("ServiceName", "cards"),
            ("Guard", "all"),
            ("FaultLimit", "7"),
            ("FaultWindow", "00:01:00"),
            ("BreakDuration", "00:00:02.5"));
        using var host = situation.Builder.Build();

        var options = host.Services.GetRequiredService<IOptions<ObservabilityOptions>>().Value;

        Assert.Equal("explicit", options.Carrier);
        Assert.Equal(["Null", "AsyncLocal"], options.Fallback);
        Assert.False(options.Enabled);
        Assert.True(options.Strict);
        Assert.Equal(0.25, options.SamplingRatio);
        Assert.Equal("cards", options.ServiceName);
        Assert.Equal(GuardedCarriers.All, options.Guard);
        Assert.Equal(7, options.FaultLimit);
        Assert.Equal(TimeSpan.FromMinutes(1), options.FaultWindow);
        Assert.Equal(TimeSpan.FromSeconds(2.5), options.BreakDuration);
    }

    [Fact]
    public void Nothing_configured_is_the_default_of_each()
    {
        using var situation = new Situation();
        using var host = situation.Builder.Build();

        Assert.Equivalent(
            new ObservabilityOptions(), host.Services.GetRequiredService<IOptions<ObservabilityOptions>>().Value, strict: true);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public async Task A_value_from_a_delegate_is_held_to_the_same(double ratio)
    {
        using var situation = new Situation();
        situation.Builder.Services.Configure<ObservabilityOptions>(options =>
        {
            options.SamplingRatio = ratio;
            options.Fallback = null!;
            options.BreakDuration = TimeSpan.Zero;
        });

        var refusal = await situation.RefusalAsync();

        Assert.Contains("SamplingRatio is ", refusal, StringComparison.Ordinal);
        Assert.Contains("Fallback is null; leave it out", refusal, StringComparison.Ordinal);
        Assert.Contains("BreakDuration is 00:00:00; it must be a time", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.5", 500)]
    [InlineData("1", 1000)]
    public async Task The_ratio_is_that_of_new_traces(string ratio, int expected)
    {
        using var situation = new Situation(("SamplingRatio", ratio));
        using var host = await situation.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();

        for (var trace = 0; trace < 1000; trace++)
            tracer.StartRoot("root").End();

        await host.StopAsync();
        // Six standard deviations of a fair coin; wrong once in five hundred million runs.
        Assert.InRange(situation.Spans.Spans.Count, expected is 0 or 1000 ? expected : 405, expected is 0 or 1000 ? expected : 595);
    }
}
