using System.Collections.Concurrent;

namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Keeps the spans themselves in the flow.</summary>
[CaughtBy("LIFE-21")]
sealed class PinsSpansCarrier : SoundCarrier
{
    readonly AsyncLocal<Span?[]?> _pinned = new();

    public override CarrierScope Attach(Span? span)
    {
        _pinned.Value = [.. _pinned.Value ?? [], span];
        return base.Attach(span);
    }
}

/// <summary>Remembers the last span.</summary>
[CaughtBy("LIFE-21", "LIFE-22", "LIFE-23", "LIFE-26")]
sealed class RemembersLastCarrier : SoundCarrier
{
    public Span? Last { get; private set; }

    public override CarrierScope Attach(Span? span)
    {
        Last = span;
        return base.Attach(span);
    }
}

/// <summary>What it keeps in the flow refers back to it.</summary>
[CaughtBy("LIFE-24")]
sealed class PinsItselfCarrier : SoundCarrier
{
    readonly AsyncLocal<object?> _owner = new();

    public override CarrierScope Attach(Span? span)
    {
        _owner.Value = this;
        return base.Attach(span);
    }
}

/// <summary>Never drops what has ended.</summary>
[CaughtBy("LIFE-23", "LIFE-25", "LIFE-26")]
sealed class PilesUpEndedCarrier : SoundCarrier
{
    readonly AsyncLocal<object?> _pile = new();

    public override CarrierScope Attach(Span? span)
    {
        _pile.Value = (_pile.Value, span?.Reference);
        return base.Attach(span);
    }
}

/// <summary>Keeps a history of the last few.</summary>
[CaughtBy("LIFE-21", "LIFE-22", "LIFE-25")]
sealed class KeepsHistoryCarrier : SoundCarrier
{
    readonly Queue<Span?> _history = [];

    public override CarrierScope Attach(Span? span)
    {
        lock (_history)
        {
            _history.Enqueue(span);
            if (_history.Count > 10)
                _history.Dequeue();
        }

        return base.Attach(span);
    }
}

/// <summary>Counts the closes of each span that has ended, and forgets none.</summary>
[CaughtBy("LIFE-26")]
sealed class CountsClosesCarrier : SoundCarrier, IScopeOwner
{
    readonly ConcurrentDictionary<SpanReference, int> _closes = [];

    DetachResult IScopeOwner.Detach(object attachment) => Close((Entry)attachment);

    DetachResult IScopeOwner.Detach(object attachment, Span? span)
    {
        if (span is { HasEnded: true })
            _closes.AddOrUpdate(span.Reference, 1, static (_, closes) => closes + 1);

        return Close((Entry)attachment);
    }
}
