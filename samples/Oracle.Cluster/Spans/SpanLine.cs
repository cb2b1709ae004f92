using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Stackbilt.Observability;

namespace OracleCluster;

/// <summary>A span as one line of text, from a process to the entry.</summary>
sealed record SpanLine(
    string TraceId,
    string SpanId,
    string Parent,
    string Name,
    string Kind,
    string Status,
    long Start,
    long End,
    Dictionary<string, object?> Attributes)
{
    /// <summary>In which process it was; an attribute, since a span of ours knows of one process alone.</summary>
    public const string Process = "process";

    public static SpanLine Of(Activity activity, string process)
    {
        var attributes = activity.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value);
        attributes[Process] = process;
        var start = (activity.StartTimeUtc - DateTime.UnixEpoch).Ticks * 100;
        return new SpanLine(
            activity.TraceId.ToHexString(),
            activity.SpanId.ToHexString(),
            activity.ParentSpanId.ToHexString(),
            activity.DisplayName,
            activity.Kind.ToString(),
            activity.Status.ToString(),
            start,
            start + (activity.Duration.Ticks * 100),
            attributes);
    }

    public static SpanData Read(string line) => JsonSerializer.Deserialize<SpanLine>(line)!.ToSpanData();

    public string Write() => JsonSerializer.Serialize(this);

    public SpanData ToSpanData() => new()
    {
        Context = new SpanContext(Stackbilt.Observability.TraceId.TryParse(TraceId, out var trace) ? trace : default, IdOf(SpanId)),
        ParentSpanId = IdOf(Parent),
        Name = Name,
        Kind = Enum.Parse<SpanKind>(Kind),
        Status = Enum.Parse<SpanStatus>(Status),
        StartUnixNanoseconds = Start,
        EndUnixNanoseconds = End,
        Attributes = [.. Attributes.Select(static attribute => AttributeOf(attribute.Key, attribute.Value))],
    };

    static SpanId IdOf(string hex) => Stackbilt.Observability.SpanId.TryParse(hex, out var id) ? id : default;

    static SpanAttribute AttributeOf(string key, object? value) => value switch
    {
        JsonElement { ValueKind: JsonValueKind.Number } read when read.TryGetInt64(out var whole) => new(key, whole),
        JsonElement { ValueKind: JsonValueKind.Number } read => new(key, read.GetDouble()),
        JsonElement { ValueKind: JsonValueKind.True or JsonValueKind.False } read => new(key, read.GetBoolean()),
        int or long => new(key, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        double number => new(key, number),
        bool isSo => new(key, isSo),
        _ => new(key, value?.ToString()),
    };
}
