using System.Diagnostics;

namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Keeps its state in the platform's current activity.</summary>
[CaughtBy("INTEROP-01", "INTEROP-02", "INTEROP-03")]
sealed class OnActivityCarrier : SoundCarrier
{
    public override Span? Current => Activity.Current?.GetCustomProperty("span") as Span is { HasEnded: false } span ? span : null;

    public override CarrierScope Attach(Span? span)
    {
        var activity = new Activity("carrier").Start();
        activity.SetCustomProperty("span", span);
        return base.Attach(span);
    }

    protected override DetachResult Close(Entry closing)
    {
        Activity.Current?.Stop();
        return base.Close(closing);
    }
}

/// <summary>An activity that is not its own makes it think that the scope is over.</summary>
[CaughtBy("INTEROP-02", "INTEROP-04")]
sealed class ConfusedByActivityCarrier : SoundCarrier
{
    public override Span? Current => Activity.Current is { Source.Name: "" } ? null : base.Current;
}

/// <summary>Clears the platform's current activity.</summary>
[CaughtBy("INTEROP-01")]
sealed class ClearsActivityCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        Activity.Current = null;
        return base.Close(closing);
    }
}

/// <summary>Claims to adopt activities, and does not look at them.</summary>
[CaughtBy("INTEROP-19", "INTEROP-02")]
sealed class AdoptsNothingCarrier : SoundCarrier
{
    public override CarrierCapabilities Capabilities => Everything | CarrierCapabilities.AdoptsActivities;
}

/// <summary>Adopts activities, and does not say so.</summary>
[CaughtBy("INTEROP-19", "INTEROP-02")]
sealed class AdoptsSilentlyCarrier : AdoptingCarrier
{
    public override CarrierCapabilities Capabilities => Everything;
}

/// <summary>Adopts activities, and does not ask whether they still run.</summary>
[CaughtBy("INTEROP-19")]
sealed class AdoptsTheStoppedCarrier : AdoptingCarrier
{
    protected override Activity? Adopted => Activity.Current;
}

/// <summary>What the broken ones bend: an attachment wins over an activity, and a mask over an activity around it.</summary>
class AdoptingCarrier : SoundCarrier, IContextCarrier
{
    ITracerActivities? _activities;

    public override CarrierCapabilities Capabilities => Everything | CarrierCapabilities.AdoptsActivities;

    public override Span? Current => base.Current ?? (Adopted is { } activity ? _activities?.SpanOf(activity) : null);

    protected virtual Activity? Adopted
    {
        get
        {
            var activity = Activity.Current;
            while (activity is { IsStopped: true })
                activity = activity.Parent;

            return activity;
        }
    }

    bool IContextCarrier.Follow(ITracerActivities activities)
    {
        _activities = activities;
        return false;
    }
}

/// <summary>Does not say inside that a span has ended.</summary>
[CaughtBy("INTEROP-20")]
sealed class KeepsEndToItselfCarrier() : DelegatingCarrier(new AsyncLocalCarrier())
{
    public override void AfterEnd(Span? span)
    {
    }
}
