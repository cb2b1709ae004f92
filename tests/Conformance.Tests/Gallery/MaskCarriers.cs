namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Takes null for nothing to attach.</summary>
[CaughtBy("NEST-13", "NEST-14", "INTEROP-05")]
sealed class IgnoresNullCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span) => span is null ? new CarrierScope(null) : base.Attach(span);
}

/// <summary>A mask hides whatever comes after it.</summary>
[CaughtBy("NEST-14", "NEST-16", "LIFE-06")]
sealed class MaskHidesLaterCarrier : SoundCarrier
{
    protected override Span? Read(Entry[] entries) => Array.Exists(entries, static entry => entry.IsMask) ? null : base.Read(entries);
}

/// <summary>Closing a mask lifts all masks.</summary>
[CaughtBy("NEST-15", "SCOPE-17")]
sealed class LiftsAllMasksCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        var result = base.Close(closing);
        if (closing.IsMask)
            Entries = [.. Entries.Where(static entry => !entry.IsMask)];

        return result;
    }
}

/// <summary>A mask of nothing stays.</summary>
[CaughtBy("NEST-15", "NEST-16")]
sealed class MaskOfNothingStaysCarrier : SoundCarrier
{
    readonly AsyncLocal<bool> _isMasked = new();

    public override Span? Current => _isMasked.Value ? null : base.Current;

    public override CarrierScope Attach(Span? span)
    {
        _isMasked.Value |= span is null && Current is null;
        return base.Attach(span);
    }
}

/// <summary>A mask hands down what it masks.</summary>
[CaughtBy("NEST-17", "EXPL-02")]
sealed class MaskHandsDownCarrier : SoundCarrier
{
    Span? _last;

    public override CarrierScope Attach(Span? span)
    {
        if (span is not null)
            _last = span;

        base.Attach(span);
        return new CarrierScope(span ?? _last ?? Stranger, this, Entries.Length == 0 ? new Entry(null) : Entries[^1]);
    }

    static readonly Span Stranger = new Tracer(new NullCarrier()).StartRoot("stranger");
}

/// <summary>A mask hides the one attachment that it was made around, and is void once that is closed.</summary>
[CaughtBy("SCOPE-17", "SCOPE-19")]
sealed class HidesOneCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        var at = Array.IndexOf(Entries, closing);
        var mask = at >= 0 && at + 1 < Entries.Length && Entries[at + 1].IsMask ? Entries[at + 1] : null;
        var result = base.Close(closing);
        Entries = [.. Entries.Where(entry => entry != mask)];
        return result;
    }
}

/// <summary>Closing a mask goes back to what was before the mask, whatever is inside it.</summary>
[CaughtBy("SCOPE-18")]
sealed class MaskTakesInsideCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        var at = Array.IndexOf(Entries, closing);
        var before = closing.IsMask && at >= 0 ? Entries[..at] : null;
        var result = base.Close(closing);
        Entries = before ?? Entries;
        return result;
    }
}

/// <summary>Looking for an open span passes masks over.</summary>
[CaughtBy("ISO-09", "SCOPE-21", "LIFE-06")]
sealed class PassesMasksCarrier : SoundCarrier
{
    protected override Span? Read(Entry[] entries) =>
        entries is [.., { HasEnded: true }] ? base.Read([.. entries.Where(static entry => !entry.IsMask)]) : base.Read(entries);
}

/// <summary>Inside a mask, a redundant attachment hands out the first one's scope.</summary>
[CaughtBy("SCOPE-12")]
sealed class SharesScopeInMaskCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span) =>
        span is not null && Entries is [.., { IsMask: true }, var top] && top.Span == span
            ? new CarrierScope(span, this, top)
            : base.Attach(span);
}
