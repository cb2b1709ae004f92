using System.Collections;
using System.Text;

namespace Stackbilt.Observability;

/// <summary>
/// The ids of a span, and chosen keys of its baggage, as a scope of a log: under the names that the platform gives to those of an
/// activity. Nothing is computed until a log provider asks.
/// </summary>
sealed class SpanLogScope(Span span, string[] baggageKeys) : IReadOnlyList<KeyValuePair<string, object?>>
{
    const int Ids = 3;

    // Which keys there are is settled once, so that the count and the items agree.
    Baggage? _chosen;

    public Span Span => span;

    public string[] BaggageKeys => baggageKeys;

    /// <summary>What was active where the scope began.</summary>
    public SpanId ActiveAround { get; set; }

    public int Count => Ids + Chosen.Count;

    /// <summary>Where nobody records, a child has the id of the first span of its trace, and is no parent of itself.</summary>
    SpanId ParentId => span.ParentSpanId == span.SpanId ? default : span.ParentSpanId;

    Baggage Chosen => _chosen ??= Choose();

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("SpanId", span.SpanId.ToString()),
        1 => new("TraceId", span.TraceId.ToString()),
        2 => new("ParentId", ParentId.ToString()),
        _ => new(Chosen[index - Ids].Key, Chosen[index - Ids].Value),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>What a text log shows.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (key, value) in this)
            text.Append(text.Length == 0 ? "" : ", ").Append(key).Append(':').Append(OnOneLine(value as string));

        return text.ToString();
    }

    /// <summary>A value can come from the caller of a request, and is not to begin a line of the log.</summary>
    static string? OnOneLine(string? value) => value is null || !value.Any(char.IsControl)
        ? value
        : string.Concat(value.Select(static character => char.IsControl(character) ? ' ' : character));

    Baggage Choose()
    {
        var chosen = Baggage.Empty;
        if (baggageKeys.Length == 0 || span.Baggage is not { Count: > 0 } all)
            return chosen;

        foreach (var key in baggageKeys)
        {
            if (all[key] is { } value)
                chosen = chosen.With(key, value);
        }

        return chosen;
    }
}
