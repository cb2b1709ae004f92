namespace Stackbilt.Observability;

/// <summary>
/// What a flow was meant to have active, apart from what a carrier made of it: the attachments that are open, innermost
/// first. For code that stands around carriers: one that may fail, or several.
/// </summary>
/// <remarks>
/// Flows share these objects, so none ever changes. It reaches a span through its <see cref="SpanReference"/> only, and no
/// carrier, so that a captured flow pins neither (LIFE-21, LIFE-24).
/// </remarks>
sealed class MeantAttachment
{
    const int Near = 8;

    readonly MeantAttachment? _outer;
    readonly object _key;
    readonly int _length;

    MeantAttachment(MeantAttachment? outer, object key, SpanReference? reference, int by)
    {
        _outer = outer;
        _key = key;
        _length = outer is null ? 1 : outer._length + 1;
        Reference = reference;
        By = by;
    }

    /// <summary>Null for a mask.</summary>
    public SpanReference? Reference { get; }

    /// <summary>What its owner wants to know of it.</summary>
    public int By { get; }

    public bool HasEnded => Reference is { Target: null };

    /// <summary>The attachments with one more inside. The key is what it is removed by.</summary>
    public static MeantAttachment Inside(MeantAttachment? top, object key, SpanReference? reference, int by)
    {
        var open = InnermostOpen(top);
        // Spans that overlap leave ended ones behind the innermost: soon found where they are near, and sooner or later further out.
        if (open is not null && (HasEndedNear(open) || (open._length > Near && int.IsPow2(open._length))))
            open = Without(open, key: null, out _, out _);

        return new MeantAttachment(open, key, reference, by);
    }

    /// <summary>The innermost that has not ended; a mask never does.</summary>
    public static MeantAttachment? InnermostOpen(MeantAttachment? top)
    {
        while (top is { HasEnded: true })
            top = top._outer;

        return top;
    }

    /// <summary>Whether one of the open ones is of this kind.</summary>
    public static bool HasOpen(MeantAttachment? top, int by)
    {
        while (top is not null && (top.HasEnded || top.By != by))
            top = top._outer;

        return top is not null;
    }

    /// <summary>The attachments without one of them, and without those that have ended.</summary>
    /// <param name="top">The innermost.</param>
    /// <param name="key">Which to remove; null for none.</param>
    /// <param name="depth">How many open ones are inside it.</param>
    /// <param name="isFound">Whether it was there.</param>
    public static MeantAttachment? Without(MeantAttachment? top, object? key, out int depth, out bool isFound)
    {
        var inside = new Stack<MeantAttachment>();
        var attachment = top;
        for (; attachment is not null && attachment._key != key; attachment = attachment._outer)
        {
            if (!attachment.HasEnded)
                inside.Push(attachment);
        }

        isFound = attachment is not null;
        depth = inside.Count;
        if (!isFound && key is not null)
            return top;

        var left = InnermostOpen(attachment?._outer);
        foreach (var copied in inside)
            left = new MeantAttachment(left, copied._key, copied.Reference, copied.By);

        return left;
    }

    /// <summary>
    /// Whether two spans are one to a carrier: the children of a span that nobody records stand for that span, and are active where
    /// it is.
    /// </summary>
    public static bool IsSame(Span? one, Span? other) =>
        Equals(one, other) || (one is not null && other is not null && one.Reference == other.Reference);

    static bool HasEndedNear(MeantAttachment top)
    {
        var attachment = top._outer;
        for (var near = 1; attachment is not null && near < Near; near++)
        {
            if (attachment.HasEnded)
                return true;

            attachment = attachment._outer;
        }

        return false;
    }
}
