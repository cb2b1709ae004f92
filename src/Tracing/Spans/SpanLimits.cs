using System.Globalization;

namespace Stackbilt.Observability;

/// <summary>
/// How much one span may hold (OpenTelemetry specification, Trace SDK, "Span limits", with its defaults). What is more is dropped
/// and counted.
/// </summary>
/// <remarks>
/// For spans that are recorded by us. A span that is an activity holds what it is given, and the OpenTelemetry SDK cuts it when it exports.
/// Unchanging; safe from any thread.
/// </remarks>
public sealed class SpanLimits
{
    const int Usual = 128;

    /// <summary>OpenTelemetry's defaults: 128 of each, and values of any length.</summary>
    public static SpanLimits Default { get; } = new();

    /// <summary>The most attributes of a span; 128 by default.</summary>
    public int AttributeCountLimit { get; init => field = NotNegative(value); } = Usual;

    /// <summary>The most characters of a string, or of each string of an array; null, the default, for any number.</summary>
    public int? AttributeValueLengthLimit { get; init => field = value is { } given ? NotNegative(given) : null; }

    /// <summary>The most events of a span; 128 by default.</summary>
    public int EventCountLimit { get; init => field = NotNegative(value); } = Usual;

    /// <summary>The most links of a span; 128 by default.</summary>
    public int LinkCountLimit { get; init => field = NotNegative(value); } = Usual;

    /// <summary>The most attributes of an event; 128 by default.</summary>
    public int AttributePerEventCountLimit { get; init => field = NotNegative(value); } = Usual;

    /// <summary>The most attributes of a link; 128 by default.</summary>
    public int AttributePerLinkCountLimit { get; init => field = NotNegative(value); } = Usual;

    /// <summary>
    /// Reads OpenTelemetry's variables: <c>OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT</c>, <c>OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT</c>, the two
    /// for everything without <c>SPAN_</c> in their names, <c>OTEL_SPAN_EVENT_COUNT_LIMIT</c>, <c>OTEL_SPAN_LINK_COUNT_LIMIT</c>,
    /// <c>OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT</c> and <c>OTEL_LINK_ATTRIBUTE_COUNT_LIMIT</c>.
    /// </summary>
    /// <param name="variable">Answers the value of a variable, null or empty where it is not set; not null.</param>
    /// <returns>The limits. A value that is no number from 0 is reported (<see cref="TracingFaults"/>) and counts as not set.</returns>
    /// <remarks>Call it at the start of a program. What <paramref name="variable"/> throws is let through.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="variable"/> is null.</exception>
    public static SpanLimits FromEnvironment(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return new SpanLimits
        {
            AttributeCountLimit = Read("OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT") ?? Read("OTEL_ATTRIBUTE_COUNT_LIMIT") ?? Usual,
            AttributeValueLengthLimit =
                Read("OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT") ?? Read("OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT"),
            EventCountLimit = Read("OTEL_SPAN_EVENT_COUNT_LIMIT") ?? Usual,
            LinkCountLimit = Read("OTEL_SPAN_LINK_COUNT_LIMIT") ?? Usual,
            AttributePerEventCountLimit = Read("OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT") ?? Usual,
            AttributePerLinkCountLimit = Read("OTEL_LINK_ATTRIBUTE_COUNT_LIMIT") ?? Usual,
        };

        int? Read(string name)
        {
            var text = variable(name);
            if (string.IsNullOrWhiteSpace(text))
                return null;

            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit))
                return limit;

            TracingFaults.Report(
                typeof(SpanLimits), name, new FormatException($"{name} is \"{text}\"; it must be a whole number from 0 to {int.MaxValue}."));
            return null;
        }
    }

    /// <summary>The attributes with their values cut; copied only where something is too long.</summary>
    internal ReadOnlySpan<SpanAttribute> Shortened(ReadOnlySpan<SpanAttribute> attributes) =>
        AttributeValueLengthLimit is { } most ? Shortened(attributes, most) : attributes;

    static ReadOnlySpan<SpanAttribute> Shortened(ReadOnlySpan<SpanAttribute> attributes, int most)
    {
        SpanAttribute[]? shortened = null;
        for (var index = 0; index < attributes.Length; index++)
        {
            ref readonly var attribute = ref attributes[index];
            if (attribute.TryGetString(out var text))
            {
                if (text.Length > most)
                    (shortened ??= attributes.ToArray())[index] = new(attribute.Key, Start(text, most));
            }
            else if (attribute.Value is string[] several && several.Any(one => one?.Length > most))
            {
                (shortened ??= attributes.ToArray())[index] = new(attribute.Key, several.Select(one => one is null ? null! : Start(one, most)).ToArray());
            }
        }

        return shortened ?? attributes;
    }

    /// <summary>A character of two halves is not cut in two.</summary>
    static string Start(string text, int most) =>
        text.Length <= most ? text
        : most > 0 && char.IsHighSurrogate(text[most - 1]) ? text[..(most - 1)]
        : text[..most];

    static int NotNegative(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return limit;
    }
}
