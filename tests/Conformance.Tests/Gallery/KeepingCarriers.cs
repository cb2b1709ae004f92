using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Keeps the spans of wrong closes, to tell of them.</summary>
[CaughtBy("LIFE-43")]
sealed class KeepsWrongClosesCarrier : SoundCarrier
{
    readonly ConcurrentQueue<Span?> _wrong = [];

    protected override DetachResult Close(Entry closing)
    {
        var span = closing.Span;
        var result = base.Close(closing);
        if (result.Outcome == DetachOutcome.WrongFlow)
            _wrong.Enqueue(span);

        return result;
    }
}

/// <summary>Keeps all spans that are open in some flow, whether that is over or not.</summary>
[CaughtBy("LIFE-43")]
sealed class KeepsFlowsThatAreOverCarrier : SoundCarrier
{
    readonly ConcurrentDictionary<SpanReference, Span> _open = [];

    public override CarrierScope Attach(Span? span)
    {
        foreach (var (reference, _) in _open.Where(static open => open.Value.HasEnded))
            _open.TryRemove(reference, out _);

        if (span is { HasEnded: false })
            _open[span.Reference] = span;

        return base.Attach(span);
    }

    protected override DetachResult Close(Entry closing)
    {
        if (closing.Span is { } span)
            _open.TryRemove(span.Reference, out _);

        return base.Close(closing);
    }
}

/// <summary>Remembers what it answered last.</summary>
[CaughtBy("LIFE-23", "LIFE-26")]
sealed class RemembersAnswerCarrier : SoundCarrier
{
    public Span? Last { get; private set; }

    public override Span? Current => base.Current is { } open ? Last = open : null;
}

/// <summary>Only who holds a mask's scope holds the mask.</summary>
[CaughtBy("LIFE-36")]
sealed class WeakMaskCarrier : SoundCarrier, IScopeOwner
{
    readonly ConditionalWeakTable<Entry, WeakReference> _keys = [];

    public override CarrierScope Attach(Span? span)
    {
        var scope = base.Attach(span);
        if (scope.Attachment is not Entry { IsMask: true } mask)
            return scope;

        var key = new Key(mask);
        _keys.Add(mask, new WeakReference(key));
        return new CarrierScope(span, this, key);
    }

    DetachResult IScopeOwner.Detach(object attachment) => Close((attachment as Key)?.Mask ?? (Entry)attachment);

    protected override Span? Read(Entry[] entries)
    {
        for (var at = entries.Length - 1; at >= 0; at--)
        {
            if (entries[at].Span is { } open)
                return open;

            if (_keys.TryGetValue(entries[at], out var key) && key.IsAlive)
                return null;
        }

        return null;
    }

    sealed class Key(Entry mask)
    {
        public Entry Mask => mask;
    }
}

/// <summary>Only the thread that attached holds what it attached.</summary>
[CaughtBy("LIFE-37")]
sealed class HeldByThreadCarrier : SoundCarrier
{
    readonly AsyncLocal<(WeakReference<Thread> Thread, Entry[] Entries)?> _held = new();

    protected override Entry[] Entries
    {
        get => _held.Value is { } held && held.Thread.TryGetTarget(out _) ? held.Entries : [];
        set => _held.Value = (new WeakReference<Thread>(Thread.CurrentThread), value);
    }
}

/// <summary>Keeps spans that have ended before they were attached, to tell of them.</summary>
[CaughtBy("LIFE-26")]
sealed class KeepsWhatCameTooLateCarrier : SoundCarrier
{
    readonly ConcurrentQueue<Span> _late = [];

    public override CarrierScope Attach(Span? span)
    {
        if (span is { HasEnded: true })
            _late.Enqueue(span);

        return base.Attach(span);
    }
}
