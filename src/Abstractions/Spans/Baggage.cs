using System.Collections;

namespace Stackbilt.Observability;

/// <summary>
/// Names and values that travel with a span, to its children and to other processes (W3C Baggage; OpenTelemetry specification, Baggage
/// API). They are neither recorded nor exported. See <see cref="Span.Baggage"/>.
/// </summary>
/// <remarks>
/// Unchanging, and so safe from any thread: what changes it answers another one. A key is found by looking at one entry after the other;
/// there are few. In this process there is no limit; what is sent has the limits of the standard (64 entries, 8,192 bytes).
/// </remarks>
public sealed class Baggage : IReadOnlyList<BaggageEntry>, IEquatable<Baggage>
{
    readonly BaggageEntry[] _entries;

    Baggage(BaggageEntry[] entries) => _entries = entries;

    /// <summary>The one without entries: always the same object.</summary>
    public static Baggage Empty { get; } = new([]);

    /// <summary>How many entries there are.</summary>
    public int Count => _entries.Length;

    /// <summary>An entry by its place, in the order of adding.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such place.</exception>
    public BaggageEntry this[int index] => _entries[index];

    /// <summary>A value by its key; allocates nothing.</summary>
    /// <param name="key">The key; not null. Its case matters.</param>
    /// <returns>The value; null where there is no such key.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public string? this[string key]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(key);
            var place = PlaceOf(key);
            return place < 0 ? null : _entries[place].Value;
        }
    }

    /// <summary>One of some entries, in their order.</summary>
    /// <param name="entries">
    /// The entries; copied. Of a key that is there twice the first counts. One that is <c>default</c>, or has no value, is left out.
    /// </param>
    /// <returns>The baggage; <see cref="Empty"/> where nothing is left.</returns>
    /// <exception cref="ArgumentException">A header cannot carry a key, or metadata.</exception>
    public static Baggage Of(params ReadOnlySpan<BaggageEntry> entries)
    {
        var kept = new BaggageEntry[entries.Length];
        var count = 0;
        foreach (ref readonly var entry in entries)
        {
            if (entry.Key is null || entry.Value is null)
                continue;

            BaggageGrammar.Check(entry.Key, entry.Metadata);
            if (PlaceOf(entry.Key, kept.AsSpan(0, count)) < 0)
                kept[count++] = entry;
        }

        return OfKept(count == kept.Length ? kept : kept.AsSpan(0, count).ToArray());
    }

    /// <summary>Whether a header can carry a key; for one that the program does not choose itself.</summary>
    /// <param name="key">The key; null is none.</param>
    /// <returns>True where <see cref="With"/> takes it.</returns>
    public static bool IsKey(string? key) => BaggageGrammar.IsKey(key.AsSpan());

    /// <summary>The same with one entry more, or with another value in it.</summary>
    /// <param name="key">The key; not null. Letters, digits and <c>!#$%&amp;'*+-.^_`|~</c>, since that is what a header can carry.</param>
    /// <param name="value">The value, any text; null takes the key away.</param>
    /// <param name="metadata">
    /// Properties after the value, <c>ttl=30;once</c> for instance, as they are to stand in a header; null for none. Where the platform's
    /// activity keeps the baggage of a span, these are lost, since it has no place for them.
    /// </param>
    /// <returns>The changed one; this one where nothing changes.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="ArgumentException">A header cannot carry the key, or the metadata.</exception>
    public Baggage With(string key, string? value, string? metadata = null)
    {
        BaggageGrammar.Check(key, metadata);
        return value is null ? WithoutKey(key) : WithEntry(new BaggageEntry(key, value, string.IsNullOrEmpty(metadata) ? null : metadata));
    }

    /// <summary>The same without a key.</summary>
    /// <param name="key">The key; not null.</param>
    /// <returns>The changed one; this one where there is no such key.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public Baggage Without(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return WithoutKey(key);
    }

    /// <summary>The entries in their order; allocates.</summary>
    /// <returns>An enumerator.</returns>
    public IEnumerator<BaggageEntry> GetEnumerator() => ((IEnumerable<BaggageEntry>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();

    /// <summary>True where both have the same entries in the same order.</summary>
    /// <param name="other">The other one; null is not equal.</param>
    /// <returns>Whether they are the same.</returns>
    public bool Equals(Baggage? other) =>
        ReferenceEquals(this, other) || (other is not null && _entries.AsSpan().SequenceEqual(other._entries));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Baggage);

    /// <inheritdoc/>
    public override int GetHashCode() => _entries.Length == 0 ? 0 : _entries[0].GetHashCode() + _entries.Length;

    /// <summary>How many entries there are, and not what is in them: that may be personal, and this text may end in a log.</summary>
    public override string ToString() => $"{_entries.Length} baggage entries";


    Baggage WithEntry(BaggageEntry entry)
    {
        var place = PlaceOf(entry.Key);
        if (place >= 0 && _entries[place] == entry)
            return this;

        return new Baggage(place < 0 ? [.. _entries, entry] : [.. _entries.AsSpan(0, place), entry, .. _entries.AsSpan(place + 1)]);
    }

    Baggage WithoutKey(string key)
    {
        var place = PlaceOf(key);
        return place < 0 ? this : OfKept([.. _entries.AsSpan(0, place), .. _entries.AsSpan(place + 1)]);
    }

    int PlaceOf(string key) => PlaceOf(key, _entries);

    static Baggage OfKept(BaggageEntry[] entries) => entries.Length == 0 ? Empty : new Baggage(entries);

    static int PlaceOf(string key, ReadOnlySpan<BaggageEntry> entries)
    {
        for (var place = 0; place < entries.Length; place++)
        {
            if (string.Equals(entries[place].Key, key, StringComparison.Ordinal))
                return place;
        }

        return -1;
    }
}
