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
[CaughtBy("LIFE-31")]
sealed class DropsFromTopCarrier : SoundCarrier
{
    readonly AsyncLocal<Link?> _top = new();

    public override CarrierScope Attach(Span? span)
    {
        var top = _top.Value;
        while (top is { Reference.Target: null })
            top = top.Outer;

        _top.Value = new Link(top, span?.Reference);
        return base.Attach(span);
    }

    sealed record Link(Link? Outer, SpanReference? Reference);
}
