using Orleans.Runtime;

namespace Stackbilt.Observability;

/// <summary>The headers of a call: entries of Orleans' <see cref="RequestContext"/>, in the format of the application.</summary>
static class CallHeaders
{
    /// <summary>
    /// What the caller has chosen by hand, as a text, empty for nothing: what is active has no say then, nor has an activity of Orleans'
    /// own. No filter of ours lets it go further.
    /// </summary>
    public const string ChosenKey = "stackbilt.chosen";

    /// <summary>What a header says; null where it is none.</summary>
    public static string? Get(string name) => RequestContext.Get(name) as string;

    /// <summary>Its context and its baggage; null for none of either.</summary>
    public static void Write(Span? span) => Write(span?.Context ?? default, span?.Baggage ?? Baggage.Empty);

    /// <summary>
    /// Nothing of another span stays beside what is written. A field that is written is not removed before: each change of the
    /// <see cref="RequestContext"/> copies it, and the execution context with it.
    /// </summary>
    static void Write(SpanContext context, Baggage baggage)
    {
        var format = HeaderPropagator.Current;
        var written = IsEmpty ? null : new WrittenFields(format.Fields);
        try
        {
            format.Inject(context, written, static (written, name, value) => Set(written, name, value));
            format.InjectBaggage(baggage, written, static (written, name, value) => Set(written, name, value));
        }
        finally
        {
            written?.RemoveOthers();
        }
    }

    // Either a collection that knows its count, or an empty array.
    static bool IsEmpty => RequestContext.Entries.TryGetNonEnumeratedCount(out var count) && count == 0;

    static void Set(WrittenFields? written, string name, string value)
    {
        RequestContext.Set(name, value);
        written?.Note(name);
    }

    /// <summary>Takes what was chosen, and writes it.</summary>
    /// <returns>False where nothing was chosen.</returns>
    public static bool WriteChosen()
    {
        if (RequestContext.Get(ChosenKey) is not string chosen)
            return false;

        RequestContext.Remove(ChosenKey);
        // Its baggage was written when it was chosen.
        var baggage = HeaderPropagator.Current.ExtractBaggage(0, static (_, name) => Get(name));
        Write(SpanContextText.Read(chosen), baggage);
        return true;
    }

    public static void Remove()
    {
        var fields = HeaderPropagator.Current.Fields;
        for (var place = 0; place < fields.Count; place++)
            RequestContext.Remove(fields[place]);
    }
}
