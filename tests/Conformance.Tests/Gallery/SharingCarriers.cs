namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>One slot for all instances.</summary>
[CaughtBy("ISO-01", "ISO-02", "SCOPE-10")]
sealed class StaticSlotCarrier : SoundCarrier
{
    static readonly AsyncLocal<Entry[]?> Shared = new();

    protected override Entry[] Entries
    {
        get => Shared.Value ?? [];
        set => Shared.Value = value;
    }
}

/// <summary>One slot for all flows.</summary>
[CaughtBy(
    "ASYNC-14", "ASYNC-15", "ASYNC-17", "ASYNC-26", "ASYNC-40", "ASYNC-42", "ASYNC-44", "ISO-04", "ISO-05",
    "ISO-06", "ISO-10", "ASYNC-46")]
sealed class OneSlotCarrier : SoundCarrier
{
    protected override Entry[] Entries { get; set; } = [];
}

/// <summary>Flows share one list that is changed in place.</summary>
[CaughtBy(
    "ASYNC-07", "ASYNC-08", "ASYNC-09", "ASYNC-10", "ASYNC-13", "ASYNC-16", "ASYNC-17", "ASYNC-23", "ASYNC-24",
    "ASYNC-28", "ASYNC-42", "ASYNC-43", "ASYNC-44", "ERR-15", "ISO-03", "ISO-07", "INTEROP-12", "ASYNC-48")]
sealed class SharedListCarrier : SoundCarrier
{
    readonly AsyncLocal<Holder?> _holder = new();

    protected override Entry[] Entries
    {
        get => _holder.Value?.Entries ?? [];
        set => (_holder.Value ??= new Holder()).Entries = value;
    }

    sealed class Holder
    {
        public Entry[] Entries { get; set; } = [];
    }
}

/// <summary>"Closed" is a mark on the entry, and every flow skips what is marked.</summary>
[CaughtBy(
    "ASYNC-11", "ASYNC-13", "ASYNC-23", "ASYNC-24", "ASYNC-37", "ASYNC-45", "ISO-03", "ISO-07", "ISO-08",
    "SCOPE-09", "LIFE-16", "LIFE-17", "LIFE-18", "LIFE-19", "INTEROP-12")]
sealed class MarksSharedEntriesCarrier : SoundCarrier
{
    protected override Span? Read(Entry[] entries) => base.Read([.. entries.Where(static entry => !entry.WasClosed)]);

    protected override DetachResult Close(Entry closing)
    {
        var result = base.Close(closing);
        closing.WasClosed = true;
        return result;
    }
}

/// <summary>Where a flow has nothing, it falls back to what was attached last anywhere.</summary>
[CaughtBy("ASYNC-14", "ASYNC-15", "ASYNC-26", "ASYNC-40")]
sealed class FallsBackCarrier : SoundCarrier
{
    readonly List<Span> _everywhere = [];

    public override Span? Current
    {
        get
        {
            lock (_everywhere)
                return Entries.Length > 0 ? base.Current : _everywhere.FindLast(static span => !span.HasEnded);
        }
    }

    public override CarrierScope Attach(Span? span)
    {
        lock (_everywhere)
        {
            if (span is not null)
                _everywhere.Add(span);
        }

        return base.Attach(span);
    }

    protected override DetachResult Close(Entry closing)
    {
        var result = base.Close(closing);
        lock (_everywhere)
        {
            if (result.Outcome == DetachOutcome.InOrder && closing.Span is { } closed && Entries.Length == 0)
                _everywhere.Remove(closed);
        }

        return result;
    }
}
