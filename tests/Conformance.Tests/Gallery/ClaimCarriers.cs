namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>What it claims depends on what it has.</summary>
[CaughtBy("DEGR-03")]
sealed class ChangesClaimsCarrier : SoundCarrier
{
    public override CarrierCapabilities Capabilities => Entries.Length == 0 ? Everything : Everything & ~CarrierCapabilities.FlowsIntoForks;
}

/// <summary>Claims all bits there are.</summary>
[CaughtBy("DEGR-04")]
sealed class ClaimsAllBitsCarrier : SoundCarrier
{
    public override CarrierCapabilities Capabilities => (CarrierCapabilities)(-1);
}

/// <summary>Claims to flow, and has nothing that could.</summary>
[CaughtBy("DEGR-05")]
sealed class ClaimsFlowAloneCarrier : IContextCarrier
{
    public CarrierCapabilities Capabilities => CarrierCapabilities.PassesToWork | CarrierCapabilities.FlowsAcrossAwait;

    public Span? Current => null;

    public CarrierScope Attach(Span? span) => new(span);
}

/// <summary>Carries spans of one make.</summary>
[CaughtBy("NEST-10", "DEGR-06")]
sealed class OneMakeCarrier : SoundCarrier
{
    static readonly Type Make = new Tracer(new NullCarrier()).StartRoot("a").GetType();

    public override CarrierScope Attach(Span? span) => span is null || span.GetType() == Make ? base.Attach(span) : default;
}

/// <summary>Does not carry what is not sampled.</summary>
[CaughtBy("DEGR-07")]
sealed class DropsUnsampledCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span) =>
        span is { Context.IsSampled: false } ? new CarrierScope(span) : base.Attach(span);
}

/// <summary>Attaching is dear.</summary>
[CaughtBy("DEGR-11")]
sealed class DearCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span)
    {
        GC.KeepAlive(new byte[4096]);
        return base.Attach(span);
    }
}

/// <summary>Makes a scope object although there is nothing to end.</summary>
[CaughtBy("DEGR-11")]
sealed class NeedlessScopeCarrier : IContextCarrier, IScopeOwner
{
    public CarrierCapabilities Capabilities => CarrierCapabilities.PassesToWork;

    public Span? Current => null;

    public CarrierScope Attach(Span? span) => new(span, this, new object());

    DetachResult IScopeOwner.Detach(object attachment) => default;
}

/// <summary>Installs a synchronization context.</summary>
[CaughtBy("DEGR-12")]
sealed class InstallsLoopCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span)
    {
        SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
        return base.Attach(span);
    }
}
