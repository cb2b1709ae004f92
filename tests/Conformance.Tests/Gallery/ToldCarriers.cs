using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Takes the scope of an ended span for another flow's where it is closed on another thread.</summary>
[CaughtBy("LIFE-39")]
sealed class TellsEndedByThreadCarrier : SoundCarrier
{
    readonly ConditionalWeakTable<Entry, Thread> _threads = [];

    public override CarrierScope Attach(Span? span)
    {
        var scope = base.Attach(span);
        if (scope.Attachment is Entry entry)
            _threads.Add(entry, Thread.CurrentThread);

        return scope;
    }

    protected override DetachResult Close(Entry closing)
    {
        var result = base.Close(closing);
        return closing.HasEnded && _threads.TryGetValue(closing, out var thread) && thread != Thread.CurrentThread
            ? new DetachResult(DetachOutcome.WrongFlow)
            : result;
    }
}

/// <summary>Counts what has ended as open inside, where it is much.</summary>
[CaughtBy("LIFE-39")]
sealed class CountsManyEndedCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        var entries = Entries;
        var at = Array.IndexOf(entries, closing);
        var result = base.Close(closing);
        var ended = at < 0 ? 0 : entries[(at + 1)..].Count(static inside => inside.HasEnded);
        return ended > 2 && result.Outcome == DetachOutcome.InOrder ? new DetachResult(DetachOutcome.OutOfOrder, ended) : result;
    }
}

/// <summary>A redundant attachment is closed in another flow, it says, once its span has ended.</summary>
[CaughtBy("LIFE-39")]
sealed class TellsRedundantCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span) =>
        span is not null && span == Current ? new CarrierScope(span, new Redundant(span), new object()) : base.Attach(span);

    sealed class Redundant(Span span) : IScopeOwner
    {
        DetachResult IScopeOwner.Detach(object attachment) =>
            span.HasEnded ? new DetachResult(DetachOutcome.WrongFlow) : default;
    }
}

/// <summary>Forgets which scopes it has closed out of order, and tells of another flow when they are closed again.</summary>
[CaughtBy("SCOPE-26")]
sealed class ForgetsOutOfOrderCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        var result = base.Close(closing);
        if (result.Outcome == DetachOutcome.OutOfOrder)
            closing.WasClosed = false;

        return result;
    }
}

/// <summary>Makes null active, and nothing ends it.</summary>
[CaughtBy("DEGR-18")]
sealed class MasksWithoutEndCarrier : SoundCarrier, IContextCarrier
{
    void IContextCarrier.AttachUntilEnd(Span span) => Attach(span);
}
