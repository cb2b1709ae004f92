namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Takes no mark away.</summary>
[CaughtBy("SCOPE-27")]
sealed class LeavesMarksCarrier : MarkingCarrier
{
    protected override bool IsTakenAway(DetachOutcome outcome) => false;
}

/// <summary>Leaves the mark of what is closed out of order.</summary>
[CaughtBy("SCOPE-27")]
sealed class LeavesMarksOutOfOrderCarrier : MarkingCarrier
{
    protected override bool IsTakenAway(DetachOutcome outcome) => outcome != DetachOutcome.OutOfOrder;
}

/// <summary>Leaves the mark of a span that has ended.</summary>
[CaughtBy("SCOPE-27")]
sealed class LeavesMarksOfEndedCarrier : MarkingCarrier
{
    protected override bool IsTakenAway(DetachOutcome outcome) => outcome != DetachOutcome.AlreadyDetached;
}

/// <summary>Marks what was active already, and gives no scope for it.</summary>
[CaughtBy("SCOPE-27")]
sealed class MarksWhatIsActiveCarrier() : DelegatingCarrier(new AsyncLocalCarrier())
{
    static readonly Tracer OfMarks = new(new NullCarrier());

    readonly AsyncLocalCarrier _marks = new();

    public override CarrierScope Attach(Span? span)
    {
        var scope = base.Attach(span);
        if (scope.Owner is null)
            _marks.Attach(OfMarks.StartRoot("mark"));

        return scope;
    }
}
