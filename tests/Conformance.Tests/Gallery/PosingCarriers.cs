namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Is Null, and claims everything.</summary>
[CaughtBy("NEST-02", "SCOPE-05", "DEGR-08")]
sealed class NullPosingCarrier : IContextCarrier
{
    public CarrierCapabilities Capabilities => SoundCarrier.Everything | CarrierCapabilities.AdoptsActivities;

    public Span? Current => null;

    public CarrierScope Attach(Span? span) => default;
}

/// <summary>Is Explicit, and claims everything: handing down hides from a shallow suite that nothing is ambient.</summary>
[CaughtBy("NEST-02", "ASYNC-01", "INTEROP-03")]
sealed class ExplicitPosingCarrier : IContextCarrier
{
    public CarrierCapabilities Capabilities => SoundCarrier.Everything;

    public Span? Current => null;

    public CarrierScope Attach(Span? span) => new(span);
}

/// <summary>Keeps its state with the thread, and claims everything.</summary>
[CaughtBy(
    "ASYNC-01", "ASYNC-03", "ASYNC-04", "ASYNC-07", "ASYNC-10", "ASYNC-12", "ASYNC-16", "ASYNC-25", "ASYNC-28", "ASYNC-29", "INTEROP-06",
    "INTEROP-08", "INTEROP-13", "ASYNC-47")]
sealed class ThreadPosingCarrier : SoundCarrier
{
    readonly ThreadLocal<Entry[]> _entries = new(static () => []);

    protected override Entry[] Entries
    {
        get => _entries.Value!;
        set => _entries.Value = value;
    }
}

/// <summary>Keeps its state with the thread, and claims no more than that: continuations that run inline are its guests.</summary>
[CaughtBy("ASYNC-18", "ASYNC-20", "ASYNC-22", "ASYNC-27", "ASYNC-38")]
sealed class ThreadBoundCarrier : SoundCarrier
{
    readonly ThreadLocal<Entry[]> _entries = new(static () => []);

    public override CarrierCapabilities Capabilities => CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient;

    protected override Entry[] Entries
    {
        get => _entries.Value!;
        set => _entries.Value = value;
    }
}

/// <summary>The same, and what is left on the thread outlives its span there.</summary>
[CaughtBy("ASYNC-07", "ASYNC-10", "ASYNC-45", "LIFE-01")]
sealed class ThreadBoundForeverCarrier : SoundCarrier
{
    readonly ThreadLocal<(Entry Entry, Span? Span)[]> _entries = new(static () => []);

    public override CarrierCapabilities Capabilities => CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient;

    public override Span? Current => _entries.Value is [.., var top] ? top.Span : null;

    public override CarrierScope Attach(Span? span)
    {
        var entry = new Entry(span);
        _entries.Value = [.. _entries.Value!, (entry, span)];
        return new CarrierScope(span, this, entry);
    }

    protected override DetachResult Close(Entry closing)
    {
        _entries.Value = [.. _entries.Value!.Where(open => open.Entry != closing)];
        return new DetachResult(DetachOutcome.InOrder);
    }
}

/// <summary>Answers although it does not claim to be ambient.</summary>
[CaughtBy("NEST-02", "DEGR-08", "DEGR-09", "EXPL-10")]
sealed class UnclaimedAmbientCarrier : SoundCarrier
{
    public override CarrierCapabilities Capabilities => CarrierCapabilities.PassesToWork;
}

/// <summary>Hands down although it does not claim to.</summary>
[CaughtBy("EXPL-01", "EXPL-04", "EXPL-05", "EXPL-11", "EXPL-14", "EXPL-15")]
sealed class UnclaimedHandingDownCarrier : IContextCarrier
{
    public CarrierCapabilities Capabilities => CarrierCapabilities.None;

    public Span? Current => null;

    public CarrierScope Attach(Span? span) => new(span);
}

/// <summary>Flows although it claims to be ambient and no more.</summary>
[CaughtBy("ASYNC-01", "ASYNC-12", "LIFE-16", "ASYNC-02", "ASYNC-03", "ASYNC-35", "ASYNC-06")]
sealed class UnclaimedFlowCarrier : SoundCarrier
{
    public override CarrierCapabilities Capabilities => CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient;
}

/// <summary>Keeps its state with the thread, and closing pops whatever is on top there.</summary>
[CaughtBy("ASYNC-30")]
sealed class PoppingThreadCarrier : SoundCarrier
{
    readonly ThreadLocal<Entry[]> _entries = new(static () => []);

    protected override Entry[] Entries
    {
        get => _entries.Value!;
        set => _entries.Value = value;
    }

    protected override DetachResult Close(Entry closing) =>
        Entries is [.., var top] ? base.Close(top) : base.Close(closing);
}
