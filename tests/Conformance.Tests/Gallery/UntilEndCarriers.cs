namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Makes nothing active without a scope.</summary>
[CaughtBy("LIFE-11", "LIFE-27", "LIFE-28", "LIFE-30")]
sealed class NeedsScopeCarrier : SoundCarrier, IContextCarrier
{
    void IContextCarrier.AttachUntilEnd(Span span)
    {
    }
}

/// <summary>What is active until it ends lifts the masks around it.</summary>
[CaughtBy("LIFE-28")]
sealed class UnmasksUntilEndCarrier : SoundCarrier, IContextCarrier
{
    void IContextCarrier.AttachUntilEnd(Span span)
    {
        Entries = [.. Entries.Where(static entry => !entry.IsMask)];
        Attach(span);
    }
}

/// <summary>Does not ask whether what it makes active has ended.</summary>
[CaughtBy("LIFE-29")]
sealed class MasksUntilEndCarrier : SoundCarrier, IContextCarrier
{
    void IContextCarrier.AttachUntilEnd(Span span)
    {
        Attach(span);
        if (span.HasEnded)
            Attach(null);
    }
}

/// <summary>Has one place for the span that is active until it ends.</summary>
[CaughtBy("LIFE-30")]
sealed class OneUntilEndCarrier : SoundCarrier, IContextCarrier
{
    readonly AsyncLocal<CarrierScope> _last = new();

    void IContextCarrier.AttachUntilEnd(Span span)
    {
        _last.Value.Dispose();
        _last.Value = Attach(span);
    }
}

/// <summary>Drops what has ended from the top only.</summary>
[CaughtBy("LIFE-31", "LIFE-40")]
sealed class DropsFromTopCarrier : SoundCarrier
{
    readonly AsyncLocal<Link?> _top = new();

    public override CarrierScope Attach(Span? span)
    {
        _top.Value = new Link(Link.WithoutEnded(_top.Value), span?.Reference);
        return base.Attach(span);
    }
}

/// <summary>Drops what has ended from the top and right outside it, and no further out.</summary>
[CaughtBy("LIFE-40")]
sealed class DropsNearTopCarrier : SoundCarrier
{
    readonly AsyncLocal<Link?> _top = new();

    public override CarrierScope Attach(Span? span)
    {
        var top = Link.WithoutEnded(_top.Value);
        if (top is not null)
            top = new Link(Link.WithoutEnded(top.Outer), top.Reference);

        _top.Value = new Link(top, span?.Reference);
        return base.Attach(span);
    }
}

/// <summary>Begins anew where two have ended inside, and drops what is around them.</summary>
[CaughtBy("LIFE-27")]
sealed class BeginsAnewAfterTwoCarrier : SoundCarrier, IContextCarrier
{
    void IContextCarrier.AttachUntilEnd(Span span)
    {
        ArgumentNullException.ThrowIfNull(span);
        if (!span.HasEnded && Entries is [.., { HasEnded: true }, { HasEnded: true }])
            Entries = [];

        Attach(span);
    }
}

/// <summary>Copies what is inside a scope that is closed first, and each copy knows its original.</summary>
[CaughtBy("LIFE-41")]
sealed class CopiesOfCopiesCarrier : SoundCarrier
{
    readonly AsyncLocal<object?> _original = new();

    public override CarrierScope Attach(Span? span)
    {
        // With nothing open it starts anew, as a list does.
        _original.Value = Entries.Length == 0 ? null : (_original.Value, span?.Reference);
        return base.Attach(span);
    }
}

sealed record Link(Link? Outer, SpanReference? Reference)
{
    public static Link? WithoutEnded(Link? top)
    {
        while (top is { Reference.Target: null })
            top = top.Outer;

        return top;
    }
}
