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
