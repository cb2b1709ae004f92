namespace Stackbilt.Observability;

/// <summary>
/// What an <see cref="AmbientCarrier"/> keeps in its slot: the attachments of a flow, innermost first. Opaque: read it
/// from the slot, write it to the slot, nothing else.
/// </summary>
/// <remarks>
/// Flows share these objects, so that what a flow sees never changes under it: closing a scope out of order gives the
/// closing flow copies and leaves the originals alone (rules 6 and 8). It reaches spans through their
/// <see cref="SpanReference"/> only, and no carrier at all, so that a captured flow pins neither (rule 11).
/// </remarks>
public class Attachment
{
    // Null for a mask.
    readonly SpanReference? _reference;
    Attachment? _outer;

    internal Attachment(Attachment? outer, SpanReference? reference)
    {
        _outer = outer;
        _reference = reference;
    }

    internal Attachment? Outer => _outer;

    internal SpanReference? Reference => _reference;

    internal virtual Attachment Original => this;

    internal bool HasEnded => _reference is { Target: null };

    /// <summary>The innermost open span; null at a mask or at the end.</summary>
    internal static Span? InnermostOpen(Attachment? top)
    {
        if (top is null)
            return null;

        var reference = top._reference;
        if (reference is null)
            return null;

        return reference.Target ?? InnermostEnclosing(top);
    }

    /// <summary>The innermost attachment, from <paramref name="top"/> on, whose span has not ended.</summary>
    internal static Attachment? WithoutEnded(Attachment? top)
    {
        if (top is null || !top.HasEnded)
            return top;

        var open = top._outer;
        if (open is null || !open.HasEnded)
            return open;

        do
        {
            open = open._outer;
        }
        while (open is not null && open.HasEnded);

        // What has ended stays ended, so skipping it for good changes no answer, and the next read is short.
        top._outer = open;
        return open;
    }

    /// <summary>
    /// Drops what has ended right outside this one, so that spans which overlap, each begun inside the one before, do not
    /// grow the list without bound.
    /// </summary>
    internal void DropEndedOutside()
    {
        if (_outer is { HasEnded: true })
            _outer = WithoutEnded(_outer);
    }

    static Span? InnermostEnclosing(Attachment ended)
    {
        // A loop, since the span that is found may end on another thread before it is read.
        for (var open = WithoutEnded(ended); open?._reference is { } reference; open = WithoutEnded(open))
        {
            if (reference.Target is { } span)
                return span;
        }

        return null;
    }
}
