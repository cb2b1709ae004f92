namespace Stackbilt.Observability;

/// <summary>
/// One format in which a span travels in headers, or several at once (OpenTelemetry specification, "TextMapPropagator"). Derive
/// from it for a format of your own.
/// </summary>
/// <remarks>Must be safe from any thread, and must not throw on what it is given: a header that cannot be read is none.</remarks>
public abstract class HeaderPropagator
{
    static HeaderPropagator _current = W3CHeaders.Only;

    /// <summary>W3C Trace Context: what <see cref="TraceContextPropagator"/> reads and writes.</summary>
    public static HeaderPropagator TraceContext => TraceContextHeaders.Only;

    /// <summary>W3C Baggage: what <see cref="BaggagePropagator"/> reads and writes. There is no parent in it.</summary>
    public static HeaderPropagator W3CBaggage => BaggagePropagator.Only;

    /// <summary>W3C Trace Context and W3C Baggage: <see cref="TraceContext"/> and <see cref="W3CBaggage"/>.</summary>
    public static HeaderPropagator W3C => W3CHeaders.Only;

    /// <summary>
    /// The one of the process: what a request is given, and what comes in with one. <see cref="W3C"/> until the application sets
    /// another, once, at its start; <see cref="TraceContext"/> for one that shall neither read nor send baggage.
    /// </summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public static HeaderPropagator Current
    {
        get => _current;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _current = value;
        }
    }

    /// <summary>The names of the headers that may be written; never null.</summary>
    public abstract IReadOnlyList<string> Fields { get; }

    /// <summary>Several formats: all are written, and the first that finds a parent is believed.</summary>
    /// <param name="propagators">The formats, the most trusted one first; none reads and writes nothing.</param>
    /// <returns>One that is all of them.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="propagators"/>, or one of them, is null.</exception>
    public static HeaderPropagator Of(params HeaderPropagator[] propagators)
    {
        ArgumentNullException.ThrowIfNull(propagators);
        foreach (var propagator in propagators)
            ArgumentNullException.ThrowIfNull(propagator, nameof(propagators));

        return new SeveralHeaders([.. propagators]);
    }

    /// <summary>Reads a parent.</summary>
    /// <typeparam name="THeaders">What holds the headers.</typeparam>
    /// <param name="headers">What holds the headers.</param>
    /// <param name="get">
    /// Called with holder and name; answers the value, of several lines with a comma between each two, or null; not null. Names are
    /// given in lower case: where the holder tells cases apart, look for every case.
    /// </param>
    /// <returns>The remote parent; <c>default</c>, which is not valid, where there is none.</returns>
    public abstract SpanContext Extract<THeaders>(THeaders headers, Func<THeaders, string, string?> get);

    /// <summary>Writes the headers of a span that goes out.</summary>
    /// <typeparam name="THeaders">What holds the headers.</typeparam>
    /// <param name="context">The span; one that is not valid writes nothing.</param>
    /// <param name="headers">What holds the headers.</param>
    /// <param name="set">Called with holder, name and value, once for each header; not null.</param>
    public abstract void Inject<THeaders>(SpanContext context, THeaders headers, Action<THeaders, string, string> set);

    /// <summary>Reads the baggage. None unless overridden.</summary>
    /// <typeparam name="THeaders">What holds the headers.</typeparam>
    /// <param name="headers">What holds the headers.</param>
    /// <param name="get">As for <see cref="Extract"/>; not null.</param>
    /// <returns>The baggage; <see cref="Baggage.Empty"/> where there is none. Never null.</returns>
    public virtual Baggage ExtractBaggage<THeaders>(THeaders headers, Func<THeaders, string, string?> get) => Baggage.Empty;

    /// <summary>Writes the baggage that goes out. Nothing unless overridden.</summary>
    /// <typeparam name="THeaders">What holds the headers.</typeparam>
    /// <param name="baggage">The baggage; an empty one writes nothing.</param>
    /// <param name="headers">What holds the headers.</param>
    /// <param name="set">As for <see cref="Inject{THeaders}(SpanContext, THeaders, Action{THeaders, string, string})"/>; not null.</param>
    public virtual void InjectBaggage<THeaders>(Baggage baggage, THeaders headers, Action<THeaders, string, string> set)
    {
    }

    /// <summary>Writes the headers of a span that goes out: its context and its baggage.</summary>
    /// <typeparam name="THeaders">What holds the headers.</typeparam>
    /// <param name="span">The span; null writes nothing.</param>
    /// <param name="headers">What holds the headers.</param>
    /// <param name="set">Called with holder, name and value, once for each header; not null.</param>
    public void Inject<THeaders>(Span? span, THeaders headers, Action<THeaders, string, string> set)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (span is null)
            return;

        Inject(span.Context, headers, set);
        InjectBaggage(span.Baggage, headers, set);
    }

    /// <summary>For where nobody would catch what a format or a delegate of the user's throws.</summary>
    internal SpanContext TryExtract<THeaders>(THeaders headers, Func<THeaders, string, string?> get)
    {
        try
        {
            return Extract(headers, get);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(this, nameof(Extract), exception);
            return HeadersThatThrow.ExtractFromOthers(this, headers, get);
        }
    }

    /// <inheritdoc cref="TryExtract"/>
    internal void TryInject<THeaders>(SpanContext context, THeaders headers, Action<THeaders, string, string> set)
    {
        try
        {
            Inject(context, headers, set);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(this, nameof(Inject), exception);
        }
    }

    /// <inheritdoc cref="TryExtract"/>
    internal Baggage TryExtractBaggage<THeaders>(THeaders headers, Func<THeaders, string, string?> get)
    {
        try
        {
            return ExtractBaggage(headers, get) ?? Baggage.Empty;
        }
        catch (Exception exception)
        {
            TracingFaults.Report(this, nameof(ExtractBaggage), exception);
            return HeadersThatThrow.ExtractBaggageFromOthers(this, headers, get);
        }
    }

    /// <inheritdoc cref="TryExtract"/>
    internal void TryInjectBaggage<THeaders>(Baggage baggage, THeaders headers, Action<THeaders, string, string> set)
    {
        try
        {
            InjectBaggage(baggage, headers, set);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(this, nameof(InjectBaggage), exception);
        }
    }

    /// <summary>Both, without a loop: what nearly everybody uses.</summary>
    sealed class W3CHeaders : HeaderPropagator
    {
        public static readonly W3CHeaders Only = new();

        public override IReadOnlyList<string> Fields { get; } = [.. TraceContextPropagator.Fields, BaggagePropagator.BaggageHeader];

        public override SpanContext Extract<THeaders>(THeaders headers, Func<THeaders, string, string?> get) =>
            TraceContext.Extract(headers, get);

        public override void Inject<THeaders>(SpanContext context, THeaders headers, Action<THeaders, string, string> set) =>
            TraceContextPropagator.Inject(context, headers, set);

        public override Baggage ExtractBaggage<THeaders>(THeaders headers, Func<THeaders, string, string?> get) =>
            BaggagePropagator.Only.ExtractBaggage(headers, get);

        public override void InjectBaggage<THeaders>(Baggage baggage, THeaders headers, Action<THeaders, string, string> set) =>
            BaggagePropagator.Only.InjectBaggage(baggage, headers, set);
    }

    sealed class TraceContextHeaders : HeaderPropagator
    {
        public static readonly TraceContextHeaders Only = new();

        public override IReadOnlyList<string> Fields => TraceContextPropagator.Fields;

        public override SpanContext Extract<THeaders>(THeaders headers, Func<THeaders, string, string?> get)
        {
            ArgumentNullException.ThrowIfNull(get);
            // A comma is where two lines were put together, and two parents are none.
            return get(headers, TraceContextPropagator.TraceParentHeader) is { Length: > 0 } parent
                && !parent.Contains(',', StringComparison.Ordinal)
                    ? TraceContextPropagator.Extract(parent, get(headers, TraceContextPropagator.TraceStateHeader))
                    : default;
        }

        public override void Inject<THeaders>(SpanContext context, THeaders headers, Action<THeaders, string, string> set) =>
            TraceContextPropagator.Inject(context, headers, set);
    }

    sealed class SeveralHeaders(HeaderPropagator[] formats) : HeaderPropagator
    {
        public override IReadOnlyList<string> Fields { get; } =
            [.. formats.SelectMany(static format => format.Fields).Distinct(StringComparer.OrdinalIgnoreCase)];

        public override SpanContext Extract<THeaders>(THeaders headers, Func<THeaders, string, string?> get)
        {
            foreach (var format in formats)
            {
                if (format.Extract(headers, get) is { IsValid: true } found)
                    return found;
            }

            return default;
        }

        public override void Inject<THeaders>(SpanContext context, THeaders headers, Action<THeaders, string, string> set)
        {
            foreach (var format in formats)
                format.Inject(context, headers, set);
        }

        public override Baggage ExtractBaggage<THeaders>(THeaders headers, Func<THeaders, string, string?> get)
        {
            foreach (var format in formats)
            {
                if (format.ExtractBaggage(headers, get) is { Count: > 0 } found)
                    return found;
            }

            return Baggage.Empty;
        }

        public override void InjectBaggage<THeaders>(Baggage baggage, THeaders headers, Action<THeaders, string, string> set)
        {
            foreach (var format in formats)
                format.InjectBaggage(baggage, headers, set);
        }
    }
}
