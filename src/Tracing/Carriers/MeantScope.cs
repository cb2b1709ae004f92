using System.Collections.ObjectModel;

namespace Stackbilt.Observability;

/// <summary>
/// What a scope stands for whose attachment is in the list of what was meant: how to find it there, and what carriers made
/// of it. No flow reaches this, only who holds the scope.
/// </summary>
/// <param name="span">The span; null for a mask.</param>
/// <param name="carried">What carriers made of it; as a list of these, it is counted as one open scope.</param>
sealed class MeantScope(Span? span, params CarrierScope[] carried) : ReadOnlyCollection<CarrierScope>(carried)
{
    readonly SpanReference? _reference = span?.Reference;
    bool _wasClosed;

    /// <summary>Bare, so that a flow that keeps it keeps nothing else.</summary>
    public object Key { get; } = new();

    /// <summary>Takes the attachment out of a flow's list.</summary>
    public DetachResult Close(ref MeantAttachment? top)
    {
        top = MeantAttachment.Without(top, Key, out var depth, out var isFound);
        if (!isFound && !_wasClosed && _reference is not { Target: null })
            return new DetachResult(DetachOutcome.WrongFlow);

        _wasClosed = true;
        return !isFound ? new DetachResult(DetachOutcome.AlreadyDetached)
            : depth == 0 ? new DetachResult(DetachOutcome.InOrder)
            : _reference is { Target: null } ? new DetachResult(DetachOutcome.AlreadyDetached)
            : new DetachResult(DetachOutcome.OutOfOrder, depth);
    }
}
