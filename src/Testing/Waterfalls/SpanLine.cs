using System.Globalization;

namespace Stackbilt.Observability;

/// <summary>What one line says about a span: its name, then kind, status, attributes and events, each a part of its own.</summary>
static class SpanLine
{
    public const string ParentMissing = "(parent missing)";

    /// <param name="row">The span.</param>
    /// <param name="shown">Which attributes to show; null for all.</param>
    public static string Of(WaterfallRow row, Func<SpanAttribute, bool>? shown) => string.Join(' ', Parts(row, shown));

    public static string Of(SpanData span, Func<SpanAttribute, bool>? shown) => string.Join(' ', Parts(span, shown));

    /// <summary>The name comes first. No part has a line break in it.</summary>
    public static IEnumerable<string> Parts(WaterfallRow row, Func<SpanAttribute, bool>? shown) =>
        row.IsOrphan ? Parts(row.Span, shown).Append(ParentMissing) : Parts(row.Span, shown);

    static IEnumerable<string> Parts(SpanData span, Func<SpanAttribute, bool>? shown)
    {
        yield return OneLine(span.Name);
        yield return $"[{span.Kind}]";

        if (span.Status != SpanStatus.Unset)
            yield return span.Status.ToString();

        if (span.StatusDescription is { Length: > 0 } description)
            yield return $"\"{OneLine(description)}\"";

        foreach (var attribute in span.Attributes.Where(attribute => shown?.Invoke(attribute) ?? true))
            yield return OneLine(attribute.ToString());

        foreach (var happened in span.Events)
            yield return "!" + OneLine(happened.Name);
    }

    /// <summary>A prompt or a message may have several lines; the tree has one for each span.</summary>
    public static string OneLine(string text) =>
        text.Any(BreaksTheLine) ? string.Concat(text.Select(static letter => BreaksTheLine(letter) ? Escaped(letter) : letter.ToString())) : text;

    static bool BreaksTheLine(char letter) => char.IsControl(letter) || letter is '\u2028' or '\u2029';

    static string Escaped(char letter) => letter switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
    };
}
