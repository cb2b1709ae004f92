namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Starts with a span in it.</summary>
[CaughtBy("NEST-01", "ISO-01")]
sealed class StartsDirtyCarrier : SoundCarrier
{
    static readonly Span Leftover = new Tracer(new NullCarrier()).StartRoot("leftover");
    bool _wasUsed;

    public override Span? Current => _wasUsed ? base.Current : Leftover;

    public override CarrierScope Attach(Span? span)
    {
        _wasUsed = true;
        return base.Attach(span);
    }
}

/// <summary>Closing a scope forgets everything.</summary>
[CaughtBy("NEST-05", "NEST-06", "NEST-08", "NEST-13", "ASYNC-31", "ASYNC-33", "ASYNC-34", "INTEROP-05")]
sealed class ForgetsAllCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        var result = base.Close(closing);
        Entries = [];
        return result;
    }
}

/// <summary>Remembers one level.</summary>
[CaughtBy("NEST-03", "NEST-04", "NEST-05", "ERR-08", "LIFE-02", "LIFE-13")]
sealed class OneLevelCarrier : SoundCarrier
{
    protected override Entry[] Entries
    {
        get => base.Entries;
        set => base.Entries = value.Length > 2 ? value[^2..] : value;
    }
}

/// <summary>Has room for sixty-four.</summary>
[CaughtBy("NEST-04")]
sealed class FixedDepthCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span) => Entries.Length >= 64 ? new CarrierScope(span) : base.Attach(span);
}

/// <summary>Takes spans of one name for the same span.</summary>
[CaughtBy("NEST-09")]
sealed class ComparesNamesCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span) =>
        span is not null && Current?.Name == span.Name ? new CarrierScope(span) : base.Attach(span);
}

/// <summary>Takes spans of the same ids for the same span.</summary>
[CaughtBy("NEST-10")]
sealed class ComparesIdsCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span) =>
        span is not null && Current?.SpanId == span.SpanId ? new CarrierScope(span) : base.Attach(span);
}

/// <summary>Looks the attachment to close up by its span.</summary>
[CaughtBy("SCOPE-04", "SCOPE-12", "LIFE-07")]
sealed class LooksUpBySpanCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing) =>
        base.Close(Array.Find(Entries, entry => !entry.IsMask && entry.Span == closing.Span) ?? closing);
}

/// <summary>A redundant attachment hands out the first one's scope.</summary>
[CaughtBy("NEST-06", "SCOPE-12")]
sealed class SharesRedundantScopeCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span) =>
        span is not null && Entries is [.., var top] && top.Span == span
            ? new CarrierScope(span, this, top)
            : base.Attach(span);
}

/// <summary>The current span wears out.</summary>
[CaughtBy("NEST-11", "LIFE-20")]
sealed class WearsOutCarrier : SoundCarrier
{
    int _reads;

    public override Span? Current => Interlocked.Increment(ref _reads) % 500 == 0 ? null : base.Current;
}

/// <summary>Allocates at each read.</summary>
[CaughtBy("NEST-12")]
sealed class AllocatesOnReadCarrier : SoundCarrier
{
    public override Span? Current => Read([.. Entries, .. Entries]);
}

/// <summary>Closing brings back the span that was active last, not the one around.</summary>
[CaughtBy(
    "NEST-03", "NEST-08", "NEST-09", "ASYNC-31", "ASYNC-33", "ASYNC-34", "ASYNC-36", "ERR-03", "ERR-04",
    "ISO-04", "ISO-08", "LIFE-03")]
sealed class BringsBackLastCarrier : SoundCarrier
{
    readonly AsyncLocal<Span?> _last = new();

    public override Span? Current => Entries.Length == 0 ? null : _last.Value is { HasEnded: false } last ? last : base.Current;

    public override CarrierScope Attach(Span? span)
    {
        _last.Value = span;
        return base.Attach(span);
    }
}

/// <summary>Answers the outermost span.</summary>
[CaughtBy("ISO-06", "LIFE-12", "DEGR-08", "DEGR-09", "DEGR-10", "INTEROP-08", "INTEROP-09")]
sealed class AnswersOutermostCarrier : SoundCarrier
{
    protected override Span? Read(Entry[] entries) => Array.Find(entries, static entry => !entry.HasEnded)?.Span;
}
