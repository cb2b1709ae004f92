using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Stackbilt.Observability.Tests;

/// <summary>The JSON schema says what the options are: no key more or less, the same defaults, and bounds that hold.</summary>
public class SchemaTests
{
    static readonly JsonElement Section = Read();

    public static TheoryData<string> Keys => [.. Section.EnumerateObject().Select(key => key.Name)];

    [Fact]
    public void It_has_every_option_and_no_other() => Assert.Equal(
        typeof(ObservabilityOptions).GetProperties().Select(property => property.Name).Order(),
        Section.EnumerateObject().Select(key => key.Name).Order());

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Each_has_a_description_and_the_default_that_is_in_force(string key)
    {
        var schema = Section.GetProperty(key);
        Assert.NotEmpty(schema.GetProperty("description").GetString()!);
        if (!schema.TryGetProperty("default", out var value))
            return;

        var expected = typeof(ObservabilityOptions).GetProperty(key)!.GetValue(new ObservabilityOptions());
        Assert.Equal(value.ValueKind == JsonValueKind.Array ? "" : value.ToString(), expected switch
        {
            IEnumerable<string> list => string.Concat(list),
            _ => string.Create(CultureInfo.InvariantCulture, $"{expected}"),
        });
        using var situation = new Situation((key, value.ValueKind == JsonValueKind.Array ? "" : value.ToString()));
        using var host = await situation.StartAsync();
        await host.StopAsync();
    }

    [Theory]
    [InlineData("SamplingRatio", 0.001)]
    [InlineData("FaultLimit", 1)]
    public async Task The_bounds_are_accepted_and_what_is_beyond_them_is_not(string key, double step)
    {
        var least = Section.GetProperty(key).GetProperty("minimum").GetDouble();
        var most = Section.GetProperty(key).GetProperty("maximum").GetDouble();

        foreach (var accepted in new[] { least, most })
        {
            using var situation = new Situation((key, Text(accepted)));
            using var host = await situation.StartAsync();
            await host.StopAsync();
        }

        foreach (var refused in new[] { least - step, most + step })
        {
            using var situation = new Situation((key, Text(refused)));
            Assert.Contains($"{key} is \"{Text(refused)}\"", await situation.RefusalAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_names_of_the_guard_are_all_there() => Assert.Equal(
        Enum.GetNames<GuardedCarriers>(),
        Section.GetProperty("Guard").GetProperty("enum").EnumerateArray().Select(name => name.GetString()));

    [Theory]
    [InlineData("00:00:00.5", true)]
    [InlineData("1.00:00:00", true)]
    [InlineData("5", false)]
    [InlineData("soon", false)]
    public void Times_are_written_as_they_are_read(string text, bool expected) =>
        Assert.Equal(expected, Regex.IsMatch(text, Section.GetProperty("BreakDuration").GetProperty("pattern").GetString()!));

    static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    static JsonElement Read()
    {
        using var stream = typeof(SchemaTests).Assembly.GetManifestResourceStream("ConfigurationSchema.json")!;
        return JsonDocument.Parse(stream).RootElement
            .GetProperty("properties").GetProperty("Stackbilt")
            .GetProperty("properties").GetProperty("Observability")
            .GetProperty("properties");
    }
}
