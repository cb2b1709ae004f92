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

    /// <summary>Nothing of another span stays beside what is written.</summary>
    static void Write(SpanContext context, Baggage baggage)
    {
        var format = HeaderPropagator.Current;
        Remove(format);
        format.Inject(context, 0, static (_, name, value) => RequestContext.Set(name, value));
        format.InjectBaggage(baggage, 0, static (_, name, value) => RequestContext.Set(name, value));
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

    public static void Remove() => Remove(HeaderPropagator.Current);

    static void Remove(HeaderPropagator format)
    {
        var fields = format.Fields;
        for (var place = 0; place < fields.Count; place++)
            RequestContext.Remove(fields[place]);
    }
}
