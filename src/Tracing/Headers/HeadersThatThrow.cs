namespace Stackbilt.Observability;

/// <summary>
/// Headers of which one has thrown when it was read: that one is none, and the others are read. The exception has been reported.
/// Apart, so that nothing is allocated where nothing throws.
/// </summary>
static class HeadersThatThrow
{
    public static SpanContext ExtractFromOthers<THeaders>(HeaderPropagator format, THeaders headers, Func<THeaders, string, string?> get)
    {
        try
        {
            return format.Extract(headers, NoneWhereItThrows(get));
        }
        catch (Exception)
        {
            // The format itself.
            return default;
        }
    }

    public static Baggage ExtractBaggageFromOthers<THeaders>(HeaderPropagator format, THeaders headers, Func<THeaders, string, string?> get)
    {
        try
        {
            return format.ExtractBaggage(headers, NoneWhereItThrows(get)) ?? Baggage.Empty;
        }
        catch (Exception)
        {
            return Baggage.Empty;
        }
    }

    static Func<THeaders, string, string?> NoneWhereItThrows<THeaders>(Func<THeaders, string, string?> get) => (headers, name) =>
    {
        try
        {
            return get(headers, name);
        }
        catch (Exception)
        {
            return null;
        }
    };
}
