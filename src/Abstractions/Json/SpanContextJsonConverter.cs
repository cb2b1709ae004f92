using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stackbilt.Observability;

/// <summary>
/// Writes a context as an object with the texts of the two W3C headers, <c>{"traceparent":"00-...-01","tracestate":"..."}</c>, so that
/// any other language can read it, and reads nothing else. One that is not valid is <c>null</c>.
/// </summary>
sealed class SpanContextJsonConverter : JsonConverter<SpanContext>
{
    const string Parent = "traceparent";
    const string State = "tracestate";
    const int ParentLength = 55;
    const int TraceIdStart = 3;
    const int SpanIdStart = 36;
    const int FlagsStart = 53;

    // What the standard asks everybody to send on.
    const int MostStateLength = 512;

    public override bool HandleNull => true;

    public override SpanContext Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return default;

        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"A span context is an object with \"{Parent}\", not {JsonText.Of(ref reader)}.");

        SpanContext? parent = null;
        string? state = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(Parent) && parent is null)
            {
                reader.Read();
                parent = ReadParent(ref reader);
            }
            else if (reader.ValueTextEquals(State) && state is null)
            {
                reader.Read();
                state = ReadState(ref reader);
            }
            else
            {
                throw new JsonException(
                    $"A span context has one \"{Parent}\" and at most one \"{State}\"; {JsonText.Of(ref reader)} is another member.");
            }
        }

        return parent is { } known
            ? known with { TraceState = state }
            : throw new JsonException($"A span context has a \"{Parent}\", and none was given.");
    }

    public override void Write(Utf8JsonWriter writer, SpanContext value, JsonSerializerOptions options)
    {
        if (!value.IsValid)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteString(Parent, $"00-{value.TraceId}-{value.SpanId}-0{(byte)(value.Flags & (TraceFlags.Sampled | TraceFlags.Random))}");
        if (value.TraceState is { Length: > 0 and <= MostStateLength } state)
            writer.WriteString(State, state);

        writer.WriteEndObject();
    }

    static SpanContext ReadParent(ref Utf8JsonReader reader)
    {
        // Version 00 alone: a later one may mean something else.
        if (JsonText.AtMost(ref reader, ParentLength) is not { Length: ParentLength } text
            || !text.StartsWith("00-", StringComparison.Ordinal)
            || text[SpanIdStart - 1] != '-'
            || text[FlagsStart - 1] != '-'
            || !char.IsAsciiHexDigitLower(text[FlagsStart])
            || !char.IsAsciiHexDigitLower(text[FlagsStart + 1])
            || text.AsSpan().IndexOfAnyInRange('A', 'F') >= 0
            || !TraceId.TryParse(text.AsSpan(TraceIdStart, TraceId.HexLength), out var traceId)
            || !SpanId.TryParse(text.AsSpan(SpanIdStart, SpanId.HexLength), out var spanId))
        {
            throw new JsonException($"{JsonText.Of(ref reader)} is no \"{Parent}\" of W3C Trace Context, version 00.");
        }

        // What was written down comes from elsewhere, or from another time.
        var flags = (TraceFlags)byte.Parse(text.AsSpan(FlagsStart), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return new SpanContext(traceId, spanId, IsRemote: true) { Flags = flags };
    }

    static string? ReadState(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;

        return JsonText.AtMost(ref reader, MostStateLength)
            ?? throw new JsonException($"A \"{State}\" is a text of at most {MostStateLength} characters, not {JsonText.Of(ref reader)}.");
    }
}
