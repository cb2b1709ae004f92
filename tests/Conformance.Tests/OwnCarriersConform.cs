using Stackbilt.Observability.Tests;

namespace Stackbilt.Observability.Conformance.Tests;

public sealed class AsyncLocalCarrierConforms : PatientConformance
{
    protected override IContextCarrier CreateCarrier() => new AsyncLocalCarrier();
}

public sealed class ActivityCarrierConforms : PatientConformance
{
    protected override IContextCarrier CreateCarrier() => new ActivityCarrier();
}

// Once more in a program that somebody listens to: every span of every rule is an activity.
public sealed class AsyncLocalOverActivitiesConforms : PatientConformance
{
    protected override ConformanceOptions Options => base.Options with { SpansAreActivities = true };

    protected override IContextCarrier CreateCarrier() => new AsyncLocalCarrier();
}

public sealed class ActivityOverActivitiesConforms : PatientConformance
{
    protected override ConformanceOptions Options => base.Options with { SpansAreActivities = true };

    protected override IContextCarrier CreateCarrier() => new ActivityCarrier();
}

public sealed class SoundOverActivitiesConforms : PatientConformance
{
    protected override ConformanceOptions Options => base.Options with { SpansAreActivities = true };

    protected override IContextCarrier CreateCarrier() => new SoundCarrier();
}

public sealed class ExplicitCarrierConforms : PatientConformance
{
    protected override IContextCarrier CreateCarrier() => new ExplicitCarrier();
}

public sealed class NullCarrierConforms : PatientConformance
{
    protected override IContextCarrier CreateCarrier() => new NullCarrier();
}

public sealed class SoundCarrierConforms : PatientConformance
{
    protected override IContextCarrier CreateCarrier() => new SoundCarrier();
}

public sealed class CallBoundCarrierConforms : PatientConformance
{
    protected override IContextCarrier CreateCarrier() => new CallBoundCarrier();
}

public sealed class AmbientAloneCarrierConforms : PatientConformance
{
    protected override IContextCarrier CreateCarrier() => new AmbientAloneCarrier();
}

public sealed class AnotherObjectCarrierConforms : PatientConformance
{
    protected override IContextCarrier CreateCarrier() => new AnotherObjectCarrier();
}

/// <summary>A carrier around another one that changes nothing.</summary>
public sealed class DelegatingCarrierConforms : PatientConformance
{
    protected override IContextCarrier CreateCarrier() => new Watching(new AsyncLocalCarrier());

    sealed class Watching(IContextCarrier inner) : DelegatingCarrier(inner)
    {
        public override CarrierScope Attach(Span? span) => Watched(base.Attach(span));
    }
}

public sealed class MarksSpansCarrierConforms : PatientConformance
{
    protected override IContextCarrier CreateCarrier() => new MarksSpansCarrier();
}
