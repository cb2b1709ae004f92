namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Keeps a mark beside each attachment, in a carrier of its own.</summary>
abstract class MarkingCarrier() : DelegatingCarrier(new AsyncLocalCarrier())
{
    static readonly Tracer OfMarks = new(new NullCarrier());

    readonly AsyncLocalCarrier _marks = new();

    public override CarrierScope Attach(Span? span)
    {
        var scope = base.Attach(span);
        return scope.Owner is null || !IsMarked(span) ? scope : Watched(scope, new Mark(_marks.Attach(OfMarks.StartRoot("mark"))));
    }

    protected override DetachResult OnClosing(CarrierScope scope, object? state)
    {
        var result = base.OnClosing(scope, state);
        if (state is Mark mark && IsTakenAway(result.Outcome))
            mark.Scope.Dispose();

        return result;
    }

    protected virtual bool IsMarked(Span? span) => true;

    protected abstract bool IsTakenAway(DetachOutcome outcome);

    sealed record Mark(CarrierScope Scope);
}

/// <summary>Takes each mark away, has none for a mask, and shows nobody what is in its scopes.</summary>
sealed class MarksSpansCarrier : MarkingCarrier
{
    protected override bool IsMarked(Span? span) => span is not null;

    protected override bool IsTakenAway(DetachOutcome outcome) => true;
}
