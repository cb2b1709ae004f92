namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Hands down nothing.</summary>
[CaughtBy("DEGR-06", "EXPL-01", "EXPL-04", "EXPL-05", "EXPL-07", "EXPL-09", "EXPL-11", "EXPL-14", "EXPL-15", "EXPL-16", "DEGR-15")]
sealed class HandsNothingCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span)
    {
        var before = Entries;
        base.Attach(span);
        return ReferenceEquals(before, Entries) ? default : new CarrierScope(null, this, Entries[^1]);
    }
}

/// <summary>Hands down the span that was current before.</summary>
[CaughtBy("NEST-17", "EXPL-03", "EXPL-06", "EXPL-08", "EXPL-12")]
sealed class HandsPreviousCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span)
    {
        var (previous, before) = (Current, Entries);
        base.Attach(span);
        return ReferenceEquals(before, Entries)
            ? new CarrierScope(previous ?? span)
            : new CarrierScope(previous ?? span, this, Entries[^1]);
    }
}

/// <summary>Hands down the outermost span.</summary>
[CaughtBy("NEST-17", "LIFE-05", "EXPL-03", "EXPL-06", "EXPL-08", "EXPL-12")]
sealed class HandsOutermostCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span)
    {
        base.Attach(span);
        return Entries.Length == 0 ? new CarrierScope(span) : new CarrierScope(Entries[0].Span, this, Entries[^1]);
    }
}

/// <summary>Hands down what is current afterwards, which for an ended span is another one.</summary>
[CaughtBy("LIFE-10", "EXPL-07")]
sealed class HandsCurrentCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span)
    {
        var before = Entries;
        base.Attach(span);
        return ReferenceEquals(before, Entries) ? new CarrierScope(Current) : new CarrierScope(Current, this, Entries[^1]);
    }
}

/// <summary>Hands down only where the thread is one of the pool's.</summary>
[CaughtBy("EXPL-09")]
sealed class HandsOnPoolCarrier : IContextCarrier
{
    public CarrierCapabilities Capabilities => CarrierCapabilities.PassesToWork;

    public Span? Current => null;

    public CarrierScope Attach(Span? span) => new(Thread.CurrentThread.IsThreadPoolThread ? span : null);
}

/// <summary>Is not ambient, and writes to the execution context all the same.</summary>
[CaughtBy("LIFE-24", "EXPL-10")]
sealed class WritesAmbientCarrier : IContextCarrier, IScopeOwner
{
    readonly AsyncLocal<object?> _written = new();

    public CarrierCapabilities Capabilities => CarrierCapabilities.PassesToWork;

    public Span? Current => null;

    public CarrierScope Attach(Span? span)
    {
        _written.Value = this;
        return new CarrierScope(span, this, this);
    }

    DetachResult IScopeOwner.Detach(object attachment)
    {
        _written.Value = null;
        return default;
    }
}

/// <summary>Answers no scope at all where there is nothing to end.</summary>
[CaughtBy("EXPL-01")]
sealed class RedundantIsDefaultCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span) => span is not null && Current == span ? default : base.Attach(span);
}
