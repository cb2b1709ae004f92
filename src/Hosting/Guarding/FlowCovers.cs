namespace Stackbilt.Observability;

/// <summary>
/// Marks the flows in which an attachment has failed, so that nobody there is given the span around it for the one that was
/// meant. A cover ends with its scope and, in flows forked inside, with the span that was not attached.
/// </summary>
sealed class FlowCovers
{
    readonly AsyncLocal<FlowCover?> _flow = new();

    public bool IsCovered
    {
        get
        {
            for (var cover = _flow.Value; cover is not null; cover = cover.Outer)
            {
                if (!cover.HasEnded)
                    return true;
            }

            return false;
        }
    }

    public FlowCover Cover(Span? span) => _flow.Value = new FlowCover(_flow.Value, span);

    /// <summary>Closed before one inside it, a cover stays until its span ends.</summary>
    public void Lift(FlowCover cover)
    {
        if (ReferenceEquals(_flow.Value, cover))
            _flow.Value = cover.Outer;
    }
}

/// <summary>One mark; it reaches the span through its reference, so that a flow that keeps the mark does not keep the span.</summary>
sealed class FlowCover(FlowCover? outer, Span? span)
{
    readonly SpanReference? _reference = span?.Reference;

    public FlowCover? Outer => outer;

    public bool HasEnded => _reference is { Target: null };
}
