namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Closing pops whatever is on top.</summary>
[CaughtBy("SCOPE-01", "SCOPE-06", "SCOPE-07", "INTEROP-07")]
sealed class PoppingCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing) =>
        Entries is [.., var top] ? base.Close(top) : base.Close(closing);
}

/// <summary>Closing restores what the scope found.</summary>
[CaughtBy("ASYNC-32", "SCOPE-03", "SCOPE-07", "SCOPE-11", "SCOPE-20", "LIFE-15")]
sealed class RestoresBlindlyCarrier : SoundCarrier
{
    readonly System.Runtime.CompilerServices.ConditionalWeakTable<Entry, Entry[]> _found = [];

    public override CarrierScope Attach(Span? span)
    {
        var found = Entries;
        var scope = base.Attach(span);
        if (Entries is [.., var top])
            _found.AddOrUpdate(top, found);

        return scope;
    }

    protected override DetachResult Close(Entry closing)
    {
        var result = base.Close(closing);
        if (_found.TryGetValue(closing, out var found))
            Entries = found;

        return result;
    }
}

/// <summary>Closing does nothing.</summary>
[CaughtBy(
    "NEST-02", "NEST-07", "ERR-05", "ERR-11", "ISO-02", "DEGR-01", "DEGR-07", "EXPL-10", "INTEROP-03",
    "INTEROP-04", "INTEROP-11", "DEGR-14")]
sealed class NeverEndsCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing) => new(DetachOutcome.InOrder);
}

/// <summary>Closing for the second time throws.</summary>
[CaughtBy("ERR-06", "SCOPE-01", "SCOPE-03", "SCOPE-04", "SCOPE-06", "SCOPE-10", "LIFE-09")]
sealed class ThrowsOnSecondCloseCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing) => base.Close(closing) is { Outcome: not DetachOutcome.AlreadyDetached } result
        ? result
        : throw new ObjectDisposedException(nameof(CarrierScope));
}

/// <summary>Closing tells nothing.</summary>
[CaughtBy("SCOPE-26", "SCOPE-02", "SCOPE-14")]
sealed class TellsNothingCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        base.Close(closing);
        return default;
    }
}

/// <summary>Closing always tells that all is well.</summary>
[CaughtBy("SCOPE-02", "SCOPE-08", "SCOPE-15")]
sealed class TellsInOrderCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        base.Close(closing);
        return new DetachResult(DetachOutcome.InOrder);
    }
}

/// <summary>Tells that it was out of order, and not how far.</summary>
[CaughtBy("SCOPE-15", "SCOPE-21")]
sealed class TellsNoDepthCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        var result = base.Close(closing);
        return result with { Depth = Math.Min(result.Depth, 1) };
    }
}

/// <summary>Takes another flow's scope for one that was closed.</summary>
[CaughtBy("ASYNC-46", "ISO-09", "ISO-10", "SCOPE-08")]
sealed class TellsClosedForWrongFlowCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing) => base.Close(closing) is { Outcome: not DetachOutcome.WrongFlow } result
        ? result
        : new DetachResult(DetachOutcome.AlreadyDetached);
}

/// <summary>Closing the outer scope closes what is inside.</summary>
[CaughtBy("SCOPE-11", "SCOPE-13", "SCOPE-16", "SCOPE-18", "SCOPE-19", "LIFE-15")]
sealed class ClosesInsideCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        var at = Array.IndexOf(Entries, closing);
        var around = at >= 0 ? Entries[..at] : null;
        var result = base.Close(closing);
        Entries = around ?? Entries;
        return result;
    }
}

/// <summary>A close out of order repairs one level; with more inside it gives up.</summary>
[CaughtBy("SCOPE-16")]
sealed class RepairsOneLevelCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        var at = Array.IndexOf(Entries, closing);
        var around = at >= 0 && Entries.Length - at > 3 ? Entries[..at] : null;
        var result = base.Close(closing);
        Entries = around ?? Entries;
        return result;
    }
}

/// <summary>A close out of order leaves copies that their own scopes no longer find.</summary>
[CaughtBy("ASYNC-32", "ERR-06", "SCOPE-13", "SCOPE-20")]
sealed class LosesIdentityCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        var at = Array.IndexOf(Entries, closing);
        var result = base.Close(closing);
        if (result.Outcome == DetachOutcome.OutOfOrder)
            Entries = [.. Entries[..at], .. Entries[at..].Select(static entry => new Entry(entry.Span))];

        return result;
    }
}
