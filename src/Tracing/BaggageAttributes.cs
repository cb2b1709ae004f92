namespace Stackbilt.Observability;

/// <summary>
/// Copies chosen keys of the baggage to attributes of each span when it starts. Baggage is recorded by nobody otherwise, and what a
/// caller sends can be anything: so each key is named.
/// </summary>
/// <remarks>
/// Add it before the processors that look at attributes. Safe from any thread. A span that has no baggage costs one read of it. Where
/// no listener listens, having a processor at all means that spans are recorded for it.
/// </remarks>
public sealed class BaggageAttributes : ISpanProcessor
{
    readonly string[] _keys;

    /// <summary>Names the keys, which are the names of the attributes as well.</summary>
    /// <param name="keys">The keys; not null, and none of them null. None copies nothing.</param>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/>, or one of them, is null.</exception>
    public BaggageAttributes(params string[] keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        foreach (var key in keys)
            ArgumentNullException.ThrowIfNull(key, nameof(keys));

        _keys = [.. keys];
    }

    /// <inheritdoc/>
    public void OnStart(Span span)
    {
        ArgumentNullException.ThrowIfNull(span);
        var baggage = span.Baggage;
        if (baggage.Count == 0)
            return;

        foreach (var key in _keys)
        {
            if (baggage[key] is { } value)
                span.SetAttribute(key, value);
        }
    }

    /// <summary>Does nothing: the attributes were set at the start.</summary>
    /// <inheritdoc/>
    public void OnEnd(in FinishedSpan span)
    {
    }
}
