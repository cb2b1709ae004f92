using Stackbilt.Observability;

namespace OracleService;

/// <summary>
/// A carrier of the sample's own, to choose by the name <c>Counting</c>: it travels like AsyncLocal's, and counts how often
/// the active span has changed.
/// </summary>
public sealed class CountingCarrier : AmbientCarrier
{
    readonly AsyncLocal<Attachment?> _slot = new();
    long _changes;

    /// <summary>How often a span became active or ceased to be.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    /// <inheritdoc />
    public override CarrierCapabilities Capabilities =>
        CarrierCapabilities.PassesToWork
        | CarrierCapabilities.Ambient
        | CarrierCapabilities.FlowsAcrossAwait
        | CarrierCapabilities.FlowsIntoForks;

    /// <inheritdoc />
    protected override Attachment? Slot
    {
        get => _slot.Value;
        set
        {
            Interlocked.Increment(ref _changes);
            _slot.Value = value;
        }
    }
}
