using System.Text.Json;

namespace Stackbilt.Observability;

/// <summary>What a JSON reader stands at, without taking in more of it than is needed.</summary>
static class JsonText
{
    const int MostShown = 64;

    // One character of text may be six of JSON.
    const int MostEscaped = 6;

    /// <summary>For a message: the kind of the token, or the beginning of its text.</summary>
    public static string Of(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
            return reader.TokenType.ToString();

        if (LengthOf(ref reader) > MostShown * MostEscaped)
            return $"a text of {LengthOf(ref reader)} bytes";

        var text = reader.GetString()!;
        return text.Length <= MostShown ? $"\"{text}\"" : $"\"{text.Substring(0, MostShown)}...\"";
    }

    /// <summary>The text, where it has no more characters than that; null where it is longer, or no text.</summary>
    public static string? AtMost(ref Utf8JsonReader reader, int characters) =>
        reader.TokenType == JsonTokenType.String
        && LengthOf(ref reader) <= characters * MostEscaped
        && reader.GetString() is { } text
        && text.Length <= characters
            ? text
            : null;

    /// <summary>In bytes, as it is written.</summary>
    static long LengthOf(ref Utf8JsonReader reader) => reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
}
