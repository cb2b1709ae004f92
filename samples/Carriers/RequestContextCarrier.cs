using System.Globalization;
using Stackbilt.Observability;

namespace Carriers;

/// <summary>
/// The active span lives in the <see cref="RequestContext"/> that Orleans keeps for each call: it begins empty with a call, and goes along
/// wherever that goes inside the call.
/// </summary>
/// <remarks>Register it in each silo, with <see cref="StaysInItsCall"/> as the last call filter.</remarks>
public sealed class RequestContextCarrier : AmbientCarrier
{
    static int _last;

    // Two instances share nothing, and so each has an entry of its own.
    readonly string _key = ActiveInCall.Prefix + Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);

    /// <summary>All that there is: the context is carried by the execution context.</summary>
    public override CarrierCapabilities Capabilities =>
        CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient | CarrierCapabilities.FlowsAcrossAwait | CarrierCapabilities.FlowsIntoForks;

    /// <summary>One entry of the context. Orleans copies its entries at each change, so that a flow never changes what another one has.</summary>
    protected override Attachment? Slot
    {
        get => (RequestContext.Get(_key) as ActiveInCall)?.Attachment;
        set
        {
            if (value is null)
                RequestContext.Remove(_key);
            else
                RequestContext.Set(_key, new ActiveInCall(value));
        }
    }
}
