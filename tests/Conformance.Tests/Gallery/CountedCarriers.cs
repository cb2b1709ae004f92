namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Keeps a mark beside each attachment, in a carrier of its own.</summary>
abstract class MarkingCarrier() : DelegatingCarrier(new AsyncLocalCarrier())
{
    static readonly Tracer OfMarks = new(new NullCarrier());

    readonly AsyncLocalCarrier _marks = new();

    public override CarrierScope Attach(Span? span)
    {
        var scope = base.Attach(span);
        return scope.Owner is null ? scope : Watched(scope, new Mark(_marks.Attach(OfMarks.StartRoot("mark"))));
    }

    protected override DetachResult OnClosing(CarrierScope scope, object? state)
    {
        var result = base.OnClosing(scope, state);
        if (IsTakenAway(result.Outcome))
            ((Mark)state!).Scope.Dispose();

        return result;
    }

    protected abstract bool IsTakenAway(DetachOutcome outcome);

    sealed record Mark(CarrierScope Scope);
}

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
