using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Closes on the thread that attached, and nowhere else.</summary>
[CaughtBy("ASYNC-51", "ERR-19")]
sealed class ClosesOnItsThreadCarrier : SoundCarrier
{
    readonly ConditionalWeakTable<Entry, Thread> _threads = [];

    public override CarrierScope Attach(Span? span)
    {
        var scope = base.Attach(span);
        if (scope.Attachment is Entry entry)
            _threads.Add(entry, Thread.CurrentThread);

        return scope;
    }

    protected override DetachResult Close(Entry closing) =>
        _threads.TryGetValue(closing, out var thread) && thread != Thread.CurrentThread && Entries.Contains(closing)
            ? new DetachResult(DetachOutcome.InOrder)
            : base.Close(closing);
}

/// <summary>On a loop, the span is the loop's.</summary>
[CaughtBy("ASYNC-52", "ASYNC-54")]
sealed class OnLoopCarrier : SoundCarrier
{
    readonly ConditionalWeakTable<SynchronizationContext, StrongBox<Entry[]>> _ofLoops = [];

    protected override Entry[] Entries
    {
        get => SynchronizationContext.Current is { } loop ? _ofLoops.GetOrCreateValue(loop).Value ?? [] : base.Entries;
        set
        {
            if (SynchronizationContext.Current is { } loop)
                _ofLoops.GetOrCreateValue(loop).Value = value;
            else
                base.Entries = value;
        }
    }
}

/// <summary>Takes a loop's context away, so as not to be continued there.</summary>
[CaughtBy("ASYNC-53")]
sealed class LeavesLoopCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        return base.Close(closing);
    }
}

/// <summary>What was attached on a loop is not seen off it.</summary>
[CaughtBy("ASYNC-54")]
sealed class KeptOnLoopCarrier : SoundCarrier
{
    readonly AsyncLocal<bool> _isOfLoop = new();

    public override Span? Current => _isOfLoop.Value && SynchronizationContext.Current is null ? null : base.Current;

    public override CarrierScope Attach(Span? span)
    {
        _isOfLoop.Value = SynchronizationContext.Current is not null;
        return base.Attach(span);
    }
}

/// <summary>After a close out of order it goes on with a copy of the loop's context.</summary>
[CaughtBy("ASYNC-53")]
sealed class CopiesLoopCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        var result = base.Close(closing);
        if (result.Outcome == DetachOutcome.OutOfOrder && SynchronizationContext.Current is { } loop)
            SynchronizationContext.SetSynchronizationContext(loop.CreateCopy());

        return result;
    }
}

/// <summary>Tells the loop to wait for each scope, and never that it is over.</summary>
[CaughtBy("ASYNC-53")]
sealed class KeepsLoopWaitingCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span)
    {
        SynchronizationContext.Current?.OperationStarted();
        return base.Attach(span);
    }
}
