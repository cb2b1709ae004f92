namespace Stackbilt.Observability.Tests;

/// <summary>A carrier of one's own: ambient on its thread, and carried over no await.</summary>
sealed class ThreadBoundCarrier : AmbientCarrier, IDisposable
{
    readonly ThreadLocal<Attachment?> _slot = new();

    public override CarrierCapabilities Capabilities =>
        CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient;

    protected override Attachment? Slot
    {
        get => _slot.Value;
        set => _slot.Value = value;
    }

    public void Dispose() => _slot.Dispose();
}
