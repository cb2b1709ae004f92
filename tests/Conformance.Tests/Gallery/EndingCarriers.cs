namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Looks twice whether a span has ended, and is lost where it ends between.</summary>
[CaughtBy("ISO-15")]
sealed class LooksTwiceCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        var hadEnded = closing.HasEnded;
        Thread.Yield();
        return hadEnded == closing.HasEnded ? base.Close(closing) : throw new InvalidOperationException("it has ended meanwhile");
    }
}

/// <summary>Where a span ends while its scope is closed, it takes the scope for another flow's.</summary>
[CaughtBy("ISO-15")]
sealed class TakesEndingForForeignCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        var hadEnded = closing.HasEnded;
        Thread.Yield();
        var result = base.Close(closing);
        return hadEnded == closing.HasEnded ? result : new DetachResult(DetachOutcome.WrongFlow);
    }
}

/// <summary>Takes what has ended between two looks for a mask.</summary>
[CaughtBy("ISO-16")]
sealed class TakesEndingForMaskCarrier : SoundCarrier
{
    protected override Span? Read(Entry[] entries)
    {
        var at = Array.FindLastIndex(entries, static entry => !entry.HasEnded);
        Thread.Yield();
        return at < 0 ? null : entries[at].Span;
    }
}
