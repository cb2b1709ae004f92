namespace Stackbilt.Observability.Tests;

/// <summary>A carrier of one's own, as small as the base class lets it be.</summary>
sealed class SlotCarrier : AmbientCarrier, IDisposable
{
    readonly ThreadLocal<Attachment?> _slot = new();

    public bool IsDisposed { get; private set; }

    public override CarrierCapabilities Capabilities => CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient;

    protected override Attachment? Slot
    {
        get => _slot.Value;
        set => _slot.Value = value;
    }

    public void Dispose()
    {
        IsDisposed = true;
        _slot.Dispose();
    }
}
