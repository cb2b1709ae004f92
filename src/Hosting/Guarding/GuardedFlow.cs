namespace Stackbilt.Observability;

/// <summary>
/// What the guard knows of a flow since something has failed: what was meant to be active in it, and what of that from before
/// the carrier can be believed. Never changes, since flows share it.
/// </summary>
sealed record GuardedFlow
{
    public const int Carried = 0;

    /// <summary>Not done by the carrier, or nobody knows. Nothing is active while this is innermost.</summary>
    public const int NotCarried = 1;

    public static readonly GuardedFlow Unknown = new();

    MeantAttachment? Top { get; init; }

    /// <summary>Whether what was active before the innermost of <see cref="Top"/> was attached is known.</summary>
    bool IsOuterKnown { get; init; }

    SpanReference? Outer { get; init; }

    /// <summary>What the carrier may still have in this flow though it should not.</summary>
    SpanReference[] Distrusted { get; init; } = [];

    /// <summary>Whether the carrier need not be asked: the innermost is a mask, or was not carried.</summary>
    public bool IsDark => MeantAttachment.InnermostOpen(Top) is { } meant && (meant.Reference is null || meant.By == NotCarried);

    /// <summary>What to believe of the carrier's answer. Since the first fault, only what was meant.</summary>
    public Span? Believed(Span? active)
    {
        if (active is null)
            return null;

        while (MeantAttachment.InnermostOpen(Top) is { } meant)
        {
            if (meant.Reference is null || meant.By == NotCarried)
                return null;

            if (meant.Reference.Target is { } span)
                return span.Equals(active) ? span : null;
        }

        return BelievedOuter(active);
    }

    /// <summary>Takes down what the carrier has where it carries nothing that this knows of.</summary>
    public GuardedFlow WithOuter(Span? active) => IsOuterKnown || MeantAttachment.HasOpen(Top, Carried)
        ? this
        : this with { IsOuterKnown = true, Outer = BelievedOuter(active)?.Reference };

    /// <summary>After one of the outer ones was closed, or where the carrier could not say.</summary>
    public GuardedFlow WithUnknownOuter() => IsOuterKnown ? this with { IsOuterKnown = false, Outer = null } : this;

    public GuardedFlow Distrusting(Span? span) => span is null or { HasEnded: true }
        ? this
        : this with { Distrusted = [.. Distrusted.Where(reference => reference.Target is not null && reference.Target != span), span.Reference] };

    public GuardedFlow Inside(object key, Span? span, int by) =>
        this with { Top = MeantAttachment.Inside(Top, key, span?.Reference, by) };

    public GuardedFlow Without(MeantScope scope, out DetachResult result)
    {
        var top = Top;
        result = scope.Close(ref top);
        return top == Top ? this : this with { Top = top };
    }

    Span? BelievedOuter(Span? active)
    {
        foreach (var distrusted in Distrusted)
        {
            if (Equals(distrusted.Target, active))
                return null;
        }

        return !IsOuterKnown || Outer is { Target: null } || Equals(Outer?.Target, active) ? active : null;
    }
}
