namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Never asks whether a span has ended.</summary>
[CaughtBy("LIFE-01", "LIFE-03", "LIFE-08", "LIFE-14", "LIFE-17", "LIFE-20", "EXPL-13", "INTEROP-10")]
sealed class KeepsEndedCarrier : SoundCarrier
{
    readonly AsyncLocal<Span?[]?> _spans = new();

    public override Span? Current => _spans.Value is [.., var top] ? top : null;

    public override CarrierScope Attach(Span? span)
    {
        _spans.Value = [.. _spans.Value ?? [], span];
        return base.Attach(span);
    }

    protected override DetachResult Close(Entry closing)
    {
        var spans = _spans.Value ?? [];
        var at = Array.LastIndexOf(spans, closing.Span);
        if (at >= 0)
            _spans.Value = [.. spans[..at], .. spans[(at + 1)..]];

        return base.Close(closing);
    }
}

/// <summary>Looks at the innermost span only: where it has ended, nothing is current.</summary>
[CaughtBy(
    "LIFE-02", "LIFE-04", "LIFE-07", "LIFE-08", "LIFE-11", "LIFE-13", "LIFE-14", "LIFE-19", "EXPL-13",
    "INTEROP-07")]
sealed class LooksAtInnermostCarrier : SoundCarrier
{
    protected override Span? Read(Entry[] entries) => entries is [.., var top] ? top.Span : null;
}

/// <summary>Attaching an ended span masks.</summary>
[CaughtBy("LIFE-05", "LIFE-10")]
sealed class EndedMasksCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span)
    {
        if (span is not { HasEnded: true })
            return base.Attach(span);

        base.Attach(null);
        return new CarrierScope(span, this, Entries[^1]);
    }
}

/// <summary>Closing the scope of an ended span takes the next one away.</summary>
[CaughtBy("LIFE-04", "LIFE-09")]
sealed class TakesNextOfEndedCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing) =>
        base.Close(closing.HasEnded && Array.FindLast(Entries, static entry => !entry.HasEnded) is { } next ? next : closing);
}

/// <summary>Notices the end of a span only in the flow that reads it next to the end: it keeps its last answer for a while.</summary>
[CaughtBy("LIFE-01", "LIFE-11")]
sealed class CachesAnswerCarrier : SoundCarrier
{
    readonly ThreadLocal<(Entry[]? For, Span? Answer, int Reads)> _cache = new();

    public override Span? Current
    {
        get
        {
            var (known, answer, reads) = _cache.Value;
            if (ReferenceEquals(known, Entries) && reads < 1000)
            {
                _cache.Value = (known, answer, reads + 1);
                return answer;
            }

            answer = base.Current;
            _cache.Value = (Entries, answer, 0);
            return answer;
        }
    }
}
