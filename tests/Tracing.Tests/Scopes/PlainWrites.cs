namespace Stackbilt.Observability.Tests.Scopes;

/// <summary>The same slot as that of <see cref="AsyncLocalCarrier"/>, which the base does not know of: each close is a write.</summary>
sealed class PlainWrites : AmbientCarrier
{
    readonly AsyncLocal<Attachment?> _slot = new();

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
