using System.Diagnostics;
using System.Numerics;

namespace Stackbilt.Observability;

/// <summary>
/// What an <see cref="AmbientCarrier"/> keeps in its slot: the attachments of a flow, innermost first. Opaque: read it
/// from the slot, write it to the slot, nothing else.
/// </summary>
/// <remarks>
/// Flows share these objects, so that what a flow sees never changes under it: closing a scope out of order gives the
/// closing flow copies and leaves the originals alone (ISO-07, ISO-08). It reaches spans through their
/// <see cref="SpanReference"/> only, and no carrier at all, so that a captured flow pins neither (LIFE-21, LIFE-24).
/// </remarks>
public class Attachment
{
    // So many are looked at whenever something is attached.
    const int Few = 4;
    const int MostDoublings = 26;

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

    internal bool HasEnded => _reference is { Target: null };

    /// <summary>Who can close it; null where only the end of its span does.</summary>
    internal virtual AttachmentScope? Scope => null;

    /// <summary>What is current inside it as long as nothing else is started there; null where that is not known.</summary>
    internal virtual Activity? Inside => _reference?.Target?.Activity;

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

        // What has ended stays ended, so skipping it for good changes no answer, and the next read is short.
        top.DropEndedRightOutside();
        do
        {
            open = open._outer;
        }
        while (open is not null && open.HasEnded);

        return open;
    }

    /// <summary>
    /// The attachments from <paramref name="top"/> on, without what has ended innermost. What is current inside such a one may
    /// have to go back outside it one day, and is kept until then.
    /// </summary>
    /// <param name="top">The innermost; null for none.</param>
    /// <param name="current">What is current in the flow, which runs.</param>
    internal static Attachment? Trimmed(Attachment? top, Activity? current)
    {
        while (top is { HasEnded: true } && !(top is FollowedAttachment gone && FollowingActivity.Needs(current, gone)))
            top = top._outer;

        return top;
    }

    /// <summary>Whether an activity is current by the innermost open one, and by none that is gone.</summary>
    internal static bool IsInsideInnermost(Attachment? top, Activity activity) =>
        TrimmedAlone(top) is { HasEnded: false } open && ReferenceEquals(open.Inside, activity);

    /// <summary>
    /// The attachments from <paramref name="top"/> on without one of them: those inside it as copies, the others as they
    /// are, and without what has ended.
    /// </summary>
    internal static Attachment? Without(Attachment closed, Attachment? top)
    {
        Attachment? first = null, last = null;
        var inside = top;
        // Another flow may drop the closed one as soon as its span ends; then the walk goes on to the end of the list.
        for (; inside is not null && inside != closed; inside = inside._outer)
        {
            if (inside is { HasEnded: true } and not FollowedAttachment)
                continue;

            var copy = inside.CopyAlone();
            if (last is null)
                first = copy;
            else
                last._outer = copy;

            last = copy;
        }

        var outside = inside?._outer;
        if (inside is FollowedAttachment closing)
            outside = closing.CloseUnder(first, outside);

        if (last is null)
            return outside;

        last._outer = outside;
        last.DropEndedRightOutside();
        return first;
    }

    /// <summary>
    /// Drops what has ended outside this one, so that spans which overlap, each begun inside the one before, do not grow the
    /// list without bound.
    /// </summary>
    internal void DropEndedOutside()
    {
        var looked = 0;
        var most = Few;
        for (var open = this; open._outer is { } outer; open = outer)
        {
            if (looked == most)
            {
                if (most > Few || (most = DrawMost()) == Few)
                    return;
            }

            looked++;
            if (outer.HasEnded)
                open.DropEndedRightOutside();
        }
    }

    void DropEndedRightOutside()
    {
        if (this is FollowedAttachment { HasEnded: false } followed)
        {
            followed.Settle();
            _outer = Trimmed(_outer, followed.Outside);
        }
        else if (this is not FollowedAttachment && Inside is { } activity)
            _outer = Trimmed(_outer, activity.Parent);
        else
            _outer = TrimmedAlone(_outer);
    }

    /// <summary>Where it is not known what is inside, what has changed the current activity is kept.</summary>
    static Attachment? TrimmedAlone(Attachment? top)
    {
        while (top is { HasEnded: true } and not FollowedAttachment)
            top = top._outer;

        return top;
    }

    /// <summary>A copy for another list, of which nothing is outside yet.</summary>
    private protected virtual Attachment CopyAlone() => new(outer: null, _reference);

    /// <summary>
    /// Twice as far half as often. So with n open, what has ended outside the last of them is found after about n
    /// attachments, wherever they are made; and each looks at no more than about the logarithm of n.
    /// </summary>
    static int DrawMost() => Few << BitOperations.TrailingZeroCount(Random.Shared.Next() | (1 << MostDoublings));

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
