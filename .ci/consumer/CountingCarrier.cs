using Stackbilt.Observability;

/// <summary>A carrier of somebody else's: AsyncLocal's, and it counts the changes.</summary>
public sealed class CountingCarrier : AmbientCarrier
{
    static long _changes;

    readonly AsyncLocal<Attachment?> _slot = new(_ => Interlocked.Increment(ref _changes));

    public override CarrierCapabilities Capabilities =>
        CarrierCapabilities.PassesToWork
        | CarrierCapabilities.Ambient
        | CarrierCapabilities.FlowsAcrossAwait
        | CarrierCapabilities.FlowsIntoForks;

    protected override Attachment? Slot
    {
        get => _slot.Value;
        set => _slot.Value = value;
    }
}
