namespace Stackbilt.Observability;

/// <summary>An order of attachments that nobody reads: beside a carrier it lets the platform's current activity follow.</summary>
sealed class AttachmentOrder : AmbientCarrier
{
    readonly AsyncLocal<Attachment?> _slot = new();

    public AttachmentOrder(ITracerActivities activities) => ((IContextCarrier)this).Follow(activities);

    public override CarrierCapabilities Capabilities => CarrierCapabilities.None;

    protected override Attachment? Slot
    {
        get => _slot.Value;
        set => _slot.Value = value;
    }
}
