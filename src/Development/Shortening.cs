using System.Globalization;

namespace Stackbilt.Observability;

/// <summary>Makes of a finished span one that cannot be large, whatever was recorded on it.</summary>
/// <param name="length">How many characters of a text are kept.</param>
sealed class Shortening(int length)
{
    const int Most = 64;

    public SpanData Of(in FinishedSpan span) => new()
    {
        Context = span.Context with { TraceState = null },
        ParentSpanId = span.ParentSpanId,
        HasRemoteParent = span.HasRemoteParent,
        Scope = span.Scope,
        Name = Of(span.Name),
        Kind = span.Kind,
        Status = span.Status,
        StatusDescription = span.StatusDescription is { } description ? Of(description) : null,
        StartUnixNanoseconds = span.StartUnixNanoseconds,
        EndUnixNanoseconds = span.EndUnixNanoseconds,
        Attributes = Of(span.Attributes),
        Events = [.. span.Events.Take(Most).Select(Of)],
        Links = [.. span.Links.Take(Most).Select(Of)],
    };

    /// <summary>The text, or its beginning and how long it was.</summary>
    public string Of(string text)
    {
        if (text.Length <= length)
            return text;

        // Not between the two halves of one character.
        var end = char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, end)}… ({text.Length} characters)");
    }

    SpanAttribute[] Of(ReadOnlySpan<SpanAttribute> attributes)
    {
        var kept = new SpanAttribute[Math.Min(attributes.Length, Most)];
        for (var index = 0; index < kept.Length; index++)
            kept[index] = Of(attributes[index]);

        return kept;
    }

    SpanAttribute Of(SpanAttribute attribute)
    {
        if (attribute.Key is null)
            return attribute;

        if (attribute.TryGetString(out var text))
            return new SpanAttribute(Of(attribute.Key), Of(text!));

        return attribute.Value is Array several
            ? new SpanAttribute(Of(attribute.Key), Of(several))
            : attribute.Key.Length <= length ? attribute : new SpanAttribute(Of(attribute.Key), SpanMore.Text(attribute));
    }

    string Of(Array several)
    {
        var first = several.Cast<object?>().Take(Most)
            .Select(one => one is string text ? Of(text) : Convert.ToString(one, CultureInfo.InvariantCulture));
        var all = string.Join(", ", first);
        return Of(several.Length > Most ? string.Create(CultureInfo.InvariantCulture, $"{several.Length} values: {all}, …") : all);
    }

    SpanEvent Of(SpanEvent happened) => new(Of(happened.Name), happened.UnixNanoseconds, OfAll(happened.Attributes));

    SpanLink Of(SpanLink link) => new(link.Context with { TraceState = null }, OfAll(link.Attributes).AsSpan());

    SpanAttribute[] OfAll(IReadOnlyList<SpanAttribute> attributes) => [.. attributes.Take(Most).Select(Of)];
}
