namespace Stackbilt.Observability;

/// <summary>How a scope was closed.</summary>
public enum DetachOutcome
{
    /// <summary>There was nothing to end: <c>default</c>, a carrier that keeps nothing, or an attachment that was not needed.</summary>
    Nothing,

    /// <summary>It was the innermost attachment of this flow, as it should be.</summary>
    InOrder,

    /// <summary>Others of this flow were still attached inside it; they remain. <see cref="DetachResult.Depth"/> says how many.</summary>
    OutOfOrder,

    /// <summary>It was closed before, or its span has ended and it was dropped since.</summary>
    AlreadyDetached,

    /// <summary>It is attached in another flow and not in this one; neither was changed.</summary>
    WrongFlow,

    /// <summary>The carrier threw; what it threw was reported to <see cref="TracingFaults"/>.</summary>
    Failed,
}

/// <summary>What happened when a scope was closed: how, and how far out of order.</summary>
/// <param name="Outcome">How the scope was closed.</param>
/// <param name="Depth">How many open attachments were inside it; 0 unless out of order.</param>
public readonly record struct DetachResult(DetachOutcome Outcome, int Depth = 0);
