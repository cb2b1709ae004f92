namespace Stackbilt.Observability;

/// <summary>Writes and reads the <c>baggage</c> header (W3C Baggage).</summary>
/// <remarks>
/// <para>
/// It finds no parent; beside <see cref="HeaderPropagator.TraceContext"/> it is <see cref="HeaderPropagator.W3C"/>. Safe from any
/// thread. Bad headers never throw: an entry that is malformed is passed over, and the others are read.
/// </para>
/// <para>
/// At most 64 entries and 8,192 bytes are read, and written. What is too much is left out, whole entries only, and those that come
/// first stay. Of a key that is there twice the first counts, as with the platform's activities.
/// </para>
/// </remarks>
public sealed class BaggagePropagator : HeaderPropagator
{
    /// <summary>The name of the header.</summary>
    public const string BaggageHeader = "baggage";

    internal const int MostEntries = 64;
    internal const int MostBytes = 8_192;

    internal static readonly BaggagePropagator Only = new();

    /// <inheritdoc/>
    public override IReadOnlyList<string> Fields { get; } = [BaggageHeader];

    /// <summary>Reads the value of the header.</summary>
    /// <param name="header">The value, of several lines with a comma between each two; null where there is none.</param>
    /// <returns>The baggage; <see cref="Baggage.Empty"/> where nothing in it can be read.</returns>
    public static Baggage Read(string? header) => string.IsNullOrEmpty(header) ? Baggage.Empty : BaggageHeaderText.Read(header);

    /// <summary>The value of the header.</summary>
    /// <param name="baggage">The baggage; null for none.</param>
    /// <returns>The value, printable ASCII; null where there is nothing to write.</returns>
    public static string? Write(Baggage? baggage) => baggage is { Count: > 0 } ? BaggageHeaderText.Write(baggage) : null;

    /// <summary>Finds no parent: there is none in this header.</summary>
    /// <inheritdoc/>
    public override SpanContext Extract<THeaders>(THeaders headers, Func<THeaders, string, string?> get) => default;

    /// <summary>Writes nothing: no context is in this header.</summary>
    /// <inheritdoc/>
    public override void Inject<THeaders>(SpanContext context, THeaders headers, Action<THeaders, string, string> set)
    {
    }

    /// <inheritdoc/>
    public override Baggage ExtractBaggage<THeaders>(THeaders headers, Func<THeaders, string, string?> get)
    {
        ArgumentNullException.ThrowIfNull(get);
        return Read(get(headers, BaggageHeader));
    }

    /// <inheritdoc/>
    public override void InjectBaggage<THeaders>(Baggage baggage, THeaders headers, Action<THeaders, string, string> set)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (Write(baggage) is { } header)
            set(headers, BaggageHeader, header);
    }
}
