namespace Stackbilt.Observability;

/// <summary>What is known of a request from one sending to the next.</summary>
sealed class OutgoingRequest
{
    static readonly HttpRequestOptionsKey<OutgoingRequest> Key = new("Stackbilt.Observability.OutgoingRequest");

    bool _hasHeadersByHand;
    bool _hasBaggageByHand;

    /// <summary>How often it was sent before.</summary>
    public int Resends { get; private set; }

    /// <summary>The span whose headers it has from us; not valid where it has none.</summary>
    public SpanContext Written { get; private set; }

    /// <summary>The baggage of that span; null where it is not known.</summary>
    public Baggage? Baggage { get; private set; }

    /// <summary>Null for a request that no handler of ours has seen.</summary>
    public static OutgoingRequest? Of(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var known) ? known : null;

    /// <returns>False where the application has written the headers itself: the request is sent as it is.</returns>
    public static bool TryBegin(HttpRequestMessage request, out OutgoingRequest outgoing)
    {
        var fields = HeaderPropagator.Current.Fields;
        if (Of(request) is { } known)
        {
            outgoing = known;
            outgoing.Resends++;
            // What names the last sending, no matter which code has written it.
            if (!known._hasHeadersByHand)
                Remove(request, fields, known._hasBaggageByHand);
        }
        else
        {
            outgoing = new OutgoingRequest { _hasHeadersByHand = HasAny(request, fields), _hasBaggageByHand = request.Headers.Contains(BaggagePropagator.BaggageHeader) };
            request.Options.Set(Key, outgoing);
        }

        outgoing.Written = default;
        outgoing.Baggage = null;
        return !outgoing._hasHeadersByHand;
    }

    /// <summary>Writes the headers of a span; one that is not valid writes none.</summary>
    public void Write(HttpRequestMessage request, SpanContext context)
    {
        Written = context;
        TraceContextPropagator.Inject(context, request);
    }

    /// <summary>The same with the baggage of the span. Baggage that is there already is left alone.</summary>
    public void Write(HttpRequestMessage request, SpanContext context, Baggage baggage)
    {
        Baggage = baggage;
        Write(request, context);
        WriteBaggage(request);
    }

    /// <summary>What HttpClient has taken away for a redirection.</summary>
    public void WriteAgain(HttpRequestMessage request)
    {
        TraceContextPropagator.Inject(Written, request);
        WriteBaggage(request);
    }

    void WriteBaggage(HttpRequestMessage request)
    {
        if (Baggage is not { Count: > 0 } baggage)
            return;

        HeaderPropagator.Current.InjectBaggage(baggage, request, static (message, name, value) =>
        {
            if (!message.Headers.Contains(name))
                message.Headers.TryAddWithoutValidation(name, value);
        });
    }

    static bool HasAny(HttpRequestMessage request, IReadOnlyList<string> fields)
    {
        for (var number = 0; number < fields.Count; number++)
        {
            if (NamesASpan(fields[number]) && request.Headers.Contains(fields[number]))
                return true;
        }

        return false;
    }

    static void Remove(HttpRequestMessage request, IReadOnlyList<string> fields, bool keepsBaggage)
    {
        for (var number = 0; number < fields.Count; number++)
        {
            if (!keepsBaggage || fields[number] != BaggagePropagator.BaggageHeader)
                request.Headers.Remove(fields[number]);
        }
    }

    static bool NamesASpan(string field) => field is not (TraceContextPropagator.TraceStateHeader or BaggagePropagator.BaggageHeader);
}
