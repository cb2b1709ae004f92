namespace Stackbilt.Observability;

/// <summary>
/// A value of each flow, kept where the carrier keeps its own: in the execution context, or on the thread where the carrier does
/// not claim to flow across an <c>await</c>.
/// </summary>
sealed class FlowSlot<T>(CarrierCapabilities claims)
    where T : class
{
    readonly AsyncLocal<T?>? _context = (claims & CarrierCapabilities.FlowsAcrossAwait) != 0 ? new() : null;
    readonly ThreadLocal<T?>? _thread = (claims & CarrierCapabilities.FlowsAcrossAwait) != 0 ? null : new();

    public T? Value
    {
        get => _context is not null ? _context.Value : _thread!.Value;
        set
        {
            if (_context is not null)
                _context.Value = value;
            else
                _thread!.Value = value;
        }
    }
}
