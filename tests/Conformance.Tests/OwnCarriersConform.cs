using Stackbilt.Observability.Conformance.Xunit;

namespace Stackbilt.Observability.Conformance.Tests;

public sealed class AsyncLocalCarrierConforms : CarrierConformance
{
    protected override IContextCarrier CreateCarrier() => new AsyncLocalCarrier();
}

public sealed class ActivityCarrierConforms : CarrierConformance
{
    protected override IContextCarrier CreateCarrier() => new ActivityCarrier();
}

// Once more in a program that somebody listens to: every span of every rule is an activity.
public sealed class AsyncLocalOverActivitiesConforms : CarrierConformance
{
    protected override ConformanceOptions Options => new() { SpansAreActivities = true };

    protected override IContextCarrier CreateCarrier() => new AsyncLocalCarrier();
}

public sealed class ActivityOverActivitiesConforms : CarrierConformance
{
    protected override ConformanceOptions Options => new() { SpansAreActivities = true };

    protected override IContextCarrier CreateCarrier() => new ActivityCarrier();
}

public sealed class SoundOverActivitiesConforms : CarrierConformance
{
    protected override ConformanceOptions Options => new() { SpansAreActivities = true };

    protected override IContextCarrier CreateCarrier() => new SoundCarrier();
}

public sealed class ExplicitCarrierConforms : CarrierConformance
{
    protected override IContextCarrier CreateCarrier() => new ExplicitCarrier();
}

public sealed class NullCarrierConforms : CarrierConformance
{
    protected override IContextCarrier CreateCarrier() => new NullCarrier();
}

public sealed class SoundCarrierConforms : CarrierConformance
{
    protected override IContextCarrier CreateCarrier() => new SoundCarrier();
}

public sealed class CallBoundCarrierConforms : CarrierConformance
{
    protected override IContextCarrier CreateCarrier() => new CallBoundCarrier();
}

/// <summary>A carrier around another one that changes nothing.</summary>
public sealed class DelegatingCarrierConforms : CarrierConformance
{
    protected override IContextCarrier CreateCarrier() => new Watching(new AsyncLocalCarrier());

    sealed class Watching(IContextCarrier inner) : DelegatingCarrier(inner)
    {
        public override CarrierScope Attach(Span? span) => Watched(base.Attach(span));
    }
}
