using System.Text;
using System.Text.Json;

namespace Stackbilt.Observability.Conformance;

static class JsonReport
{
    public static string Write(IReadOnlyList<CarrierColumn> columns)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("suite", ConformanceSuite.Version);
            json.WriteNumber("rules", ConformanceSuite.Rules.Count);
            json.WriteStartArray("carriers");
            foreach (var column in columns)
                Write(json, column);

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    static void Write(Utf8JsonWriter json, CarrierColumn column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteString("claims", column.Claims);
        json.WriteNumber("seed", column.Seed);
        json.WriteNumber("checks", column.Checks);
        json.WriteNumber("passed", column.Count(RuleOutcome.Passed));
        json.WriteNumber("declined", column.Count(RuleOutcome.Declined));
        json.WriteNumber("failed", column.Count(RuleOutcome.Failed));
        json.WriteStartArray("results");
        foreach (var result in column.Failures)
            Write(json, result);

        foreach (var rule in ConformanceSuite.Rules)
        {
            if (column[rule] is { Outcome: not RuleOutcome.Failed } result)
                Write(json, result);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, RuleResult result)
    {
        json.WriteStartObject();
        json.WriteString("id", result.Rule.Id);
        json.WriteString("group", result.Rule.Group);
        json.WriteString("title", result.Rule.Title);
        json.WriteString("needs", result.Rule.Capabilities.ToString());
        json.WriteString("outcome", result.Outcome.ToString());
        json.WriteString("message", result.Message);
        json.WriteNumber("checks", result.Checks);
        json.WriteNumber("milliseconds", Math.Round(result.Duration.TotalMilliseconds, 3));
        json.WriteEndObject();
    }
}
