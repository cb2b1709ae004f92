namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Has room for 32 at once of what is active until it ends.</summary>
[CaughtBy("LIFE-42")]
sealed class Room32UntilEndCarrier : SoundCarrier, IContextCarrier
{
    void IContextCarrier.AttachUntilEnd(Span span)
    {
        if (Entries.Length < 32)
            Attach(span);
    }
}

/// <summary>Has five hundred places for what is active until it ends, and takes none back.</summary>
[CaughtBy("LIFE-42")]
sealed class UsesUpUntilEndCarrier : SoundCarrier, IContextCarrier
{
    int _made;

    void IContextCarrier.AttachUntilEnd(Span span)
    {
        if (Interlocked.Increment(ref _made) <= 500)
            Attach(span);
    }
}

/// <summary>Counts what is open in all flows, up to a limit, and an end does not count as a close.</summary>
abstract class CountsOpenCarrier(int most) : SoundCarrier
{
    int _open;

    public override CarrierScope Attach(Span? span)
    {
        if (Volatile.Read(ref _open) >= most)
            return new CarrierScope(span);

        Interlocked.Increment(ref _open);
        return base.Attach(span);
    }

    protected override DetachResult Close(Entry closing)
    {
        if (!closing.WasClosed)
            Interlocked.Decrement(ref _open);

        return base.Close(closing);
    }
}

/// <summary>Up to 15 000.</summary>
[CaughtBy("SCOPE-25")]
sealed class Counts15000OpenCarrier() : CountsOpenCarrier(15_000);

/// <summary>Up to 50 000.</summary>
[CaughtBy("SCOPE-25")]
sealed class Counts50000OpenCarrier() : CountsOpenCarrier(50_000);
