using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Remembers where each scope was opened, and closes none where it does not like the place.</summary>
abstract class ClosesByPlaceCarrier : SoundCarrier
{
    readonly ConditionalWeakTable<Entry, object> _places = [];

    protected static object Nowhere { get; } = new();

    protected static object Loop => SynchronizationContext.Current ?? Nowhere;

    protected abstract object Here { get; }

    public override CarrierScope Attach(Span? span)
    {
        var scope = base.Attach(span);
        if (scope.Attachment is Entry entry)
            _places.Add(entry, Here);

        return scope;
    }

    protected abstract bool Closes(object openedAt);

    protected override DetachResult Close(Entry closing) =>
        _places.TryGetValue(closing, out var place) && !Closes(place) && Entries.Contains(closing)
            ? new DetachResult(DetachOutcome.InOrder)
            : base.Close(closing);
}

/// <summary>Off a loop it closes nothing that was attached on one.</summary>
[CaughtBy("ASYNC-55")]
sealed class ClosesOnLoopsCarrier : ClosesByPlaceCarrier
{
    protected override object Here => Loop;

    protected override bool Closes(object openedAt) => openedAt == Nowhere || Loop != Nowhere;
}

/// <summary>On a loop it closes nothing that was attached off it.</summary>
[CaughtBy("ASYNC-55")]
sealed class ClosesOffLoopsCarrier : ClosesByPlaceCarrier
{
    protected override object Here => Loop;

    protected override bool Closes(object openedAt) => openedAt != Nowhere || Loop == Nowhere;
}

/// <summary>Closes with the scheduler that it was opened with.</summary>
[CaughtBy("ASYNC-55")]
sealed class ClosesOnItsSchedulerCarrier : ClosesByPlaceCarrier
{
    protected override object Here => TaskScheduler.Current;

    protected override bool Closes(object openedAt) => openedAt == TaskScheduler.Current;
}

/// <summary>Loses the span on a loop that is not the one it was attached on.</summary>
[CaughtBy("ASYNC-55")]
sealed class SecondLoopBlindCarrier : SoundCarrier
{
    readonly AsyncLocal<SynchronizationContext?> _loop = new();

    public override Span? Current =>
        _loop.Value is { } loop && SynchronizationContext.Current is { } here && here != loop ? null : base.Current;

    public override CarrierScope Attach(Span? span)
    {
        _loop.Value = SynchronizationContext.Current;
        return base.Attach(span);
    }
}

/// <summary>Loses on a loop what was attached off it.</summary>
[CaughtBy("ASYNC-55")]
sealed class NotOntoLoopCarrier : SoundCarrier
{
    readonly AsyncLocal<bool> _isOffLoop = new();

    public override Span? Current => _isOffLoop.Value && SynchronizationContext.Current is not null ? null : base.Current;

    public override CarrierScope Attach(Span? span)
    {
        _isOffLoop.Value = SynchronizationContext.Current is null;
        return base.Attach(span);
    }
}

/// <summary>Each thread remembers what it attached last, and what was there before; a close there goes back to that.</summary>
[CaughtBy("ASYNC-55")]
sealed class ThreadKnowsTheWayBackCarrier : SoundCarrier
{
    readonly ThreadLocal<(Entry? Last, Entry[] Before)> _ways = new();

    public override CarrierScope Attach(Span? span)
    {
        var before = Entries;
        var scope = base.Attach(span);
        _ways.Value = (scope.Attachment as Entry, before);
        return scope;
    }

    protected override DetachResult Close(Entry closing)
    {
        var (last, before) = _ways.Value;
        _ways.Value = default;
        if (last != closing || Entries is not [.., var top] || top != closing)
            return base.Close(closing);

        closing.WasClosed = true;
        Entries = before;
        return new DetachResult(DetachOutcome.InOrder);
    }
}
