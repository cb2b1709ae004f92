namespace Stackbilt.Observability;

/// <summary>
/// The carrier for those who live in OpenTelemetry: the active span is what <see cref="System.Diagnostics.Activity.Current"/>
/// says, no matter whether the host, HttpClient, a library or a tracer of ours has started it.
/// </summary>
/// <remarks>
/// <para>
/// It needs a <c>Tracer</c> over it, which makes the spans. <see cref="IContextCarrier.Current"/> may answer another object for the
/// same span each time: they are equal. Ended spans are skipped, as everywhere.
/// </para>
/// <para>
/// An active child writes nothing but <c>Activity.Current</c>. Attaching writes a slot of the carrier's own as well, since the
/// platform cannot say that nothing is active, nor take scopes back out of order. What is only in <c>Activity.Current</c> is the
/// whole process's: two instances of this carrier, in two hosts, see the same activities. Safe from any thread.
/// </para>
/// </remarks>
public sealed class ActivityCarrier : AmbientCarrier
{
    readonly AsyncLocal<Attachment?> _slot;

    /// <summary>Makes a carrier with a slot of its own for what is attached.</summary>
    public ActivityCarrier()
        : this(new AsyncLocal<Attachment?>())
    {
    }

    ActivityCarrier(AsyncLocal<Attachment?> slot)
        : base(slot, adoptsActivities: true) => _slot = slot;

    /// <summary>Everything: hands down, ambient, across awaits, into forks, and adopts activities.</summary>
    public override CarrierCapabilities Capabilities =>
        CarrierCapabilities.PassesToWork
        | CarrierCapabilities.Ambient
        | CarrierCapabilities.FlowsAcrossAwait
        | CarrierCapabilities.FlowsIntoForks
        | CarrierCapabilities.AdoptsActivities;

    /// <inheritdoc />
    protected override Attachment? Slot
    {
        get => _slot.Value;
        set => _slot.Value = value;
    }
}
