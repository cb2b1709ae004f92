namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>
/// A carrier that conforms, written as plainly as can be: an array of entries in an <see cref="AsyncLocal{T}"/>. The broken
/// carriers of the gallery derive from it, and each bends one thing.
/// </summary>
class SoundCarrier : IContextCarrier, IScopeOwner
{
    public const CarrierCapabilities Everything = CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient
        | CarrierCapabilities.FlowsAcrossAwait | CarrierCapabilities.FlowsIntoForks;

    readonly AsyncLocal<Entry[]?> _entries = new();

    public virtual CarrierCapabilities Capabilities => Everything;

    public virtual Span? Current => Read(Entries);

    protected virtual Entry[] Entries
    {
        get => _entries.Value ?? [];
        set => _entries.Value = value;
    }

    public virtual CarrierScope Attach(Span? span) => span is { HasEnded: true } ? new CarrierScope(span) : Push(span);

    DetachResult IScopeOwner.Detach(object attachment) => Close((Entry)attachment);

    protected CarrierScope Push(Span? span)
    {
        var entry = new Entry(span);
        var open = Entries;
        if (Array.Exists(open, static other => other.HasEnded))
            open = Array.FindAll(open, static other => !other.HasEnded);

        Entries = [.. open, entry];
        return new CarrierScope(span, this, entry);
    }

    protected virtual Span? Read(Entry[] entries)
    {
        for (var at = entries.Length - 1; at >= 0 && !entries[at].IsMask; at--)
        {
            // Asked once: between two questions another flow may end it.
            if (entries[at].Span is { } open)
                return open;
        }

        return null;
    }

    /// <summary>The innermost open span of those that are seen; null at a mask.</summary>
    protected static Span? LastSeen(Entry[] entries, Func<Span, bool> isSeen)
    {
        for (var at = entries.Length - 1; at >= 0; at--)
        {
            if (entries[at].IsMask)
                return null;

            if (entries[at].Span is { } span && isSeen(span))
                return span;
        }

        return null;
    }

    protected virtual DetachResult Close(Entry closing)
    {
        var entries = Entries;
        var at = Array.IndexOf(entries, closing);
        if (at < 0)
        {
            return new DetachResult(
                closing.WasClosed || closing.HasEnded ? DetachOutcome.AlreadyDetached : DetachOutcome.WrongFlow);
        }

        closing.WasClosed = true;
        Entries = [.. entries[..at], .. entries[(at + 1)..]];
        var depth = entries[(at + 1)..].Count(static inside => !inside.HasEnded);
        return new DetachResult(depth == 0 ? DetachOutcome.InOrder : DetachOutcome.OutOfOrder, depth);
    }

    /// <summary>One attachment; flows share it, so it says only whether it was ever closed.</summary>
    protected sealed class Entry(Span? span)
    {
        readonly SpanReference? _reference = span?.Reference;

        public Span? Span => _reference?.Target;

        public bool IsMask => _reference is null;

        public bool HasEnded => _reference is { Target: null };

        public bool WasClosed { get; set; }
    }
}
