using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stackbilt.Observability;

/// <summary>A trace id as its 32 digits; the invalid one is <c>null</c>.</summary>
sealed class TraceIdJsonConverter : JsonConverter<TraceId>
{
    public override bool HandleNull => true;

    public override TraceId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return default;

        return TraceId.TryParse(JsonText.AtMost(ref reader, TraceId.HexLength), out var id)
            ? id
            : throw new JsonException($"{JsonText.Of(ref reader)} is no trace id: 32 hexadecimal digits, not all zeros.");
    }

    public override void Write(Utf8JsonWriter writer, TraceId value, JsonSerializerOptions options)
    {
        if (value.IsValid)
            writer.WriteStringValue(value.ToString());
        else
            writer.WriteNullValue();
    }
}

/// <summary>A span id as its 16 digits; the invalid one is <c>null</c>.</summary>
sealed class SpanIdJsonConverter : JsonConverter<SpanId>
{
    public override bool HandleNull => true;

    public override SpanId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return default;

        return SpanId.TryParse(JsonText.AtMost(ref reader, SpanId.HexLength), out var id)
            ? id
            : throw new JsonException($"{JsonText.Of(ref reader)} is no span id: 16 hexadecimal digits, not all zeros.");
    }

    public override void Write(Utf8JsonWriter writer, SpanId value, JsonSerializerOptions options)
    {
        if (value.IsValid)
            writer.WriteStringValue(value.ToString());
        else
            writer.WriteNullValue();
    }
}
