namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Counts in one byte what is inside a scope that is closed first.</summary>
[CaughtBy("SCOPE-15")]
sealed class CountsInOneByteCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        var result = base.Close(closing);
        return result with { Depth = (byte)result.Depth };
    }
}

/// <summary>A close out of order has room to put fifty back.</summary>
[CaughtBy("SCOPE-15")]
sealed class PutsFiftyBackCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        var inside = Entries.Length - 1 - Array.IndexOf(Entries, closing);
        var result = base.Close(closing);
        if (result.Outcome == DetachOutcome.OutOfOrder && inside > 50)
            Entries = Entries[..^(inside - 50)];

        return result;
    }
}
