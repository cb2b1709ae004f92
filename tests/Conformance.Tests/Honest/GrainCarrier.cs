namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>
/// The span is in the call that a grain-like object is handling. A call that is made from inside takes along what is active;
/// what follows an await is another turn of the grain, and has nothing.
/// </summary>
sealed class GrainCarrier : AmbientCarrier, IFlowHost
{
    readonly ThreadLocal<Call?> _handling = new();

    public override CarrierCapabilities Capabilities =>
        CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient | CarrierCapabilities.FlowsIntoForks;

    protected override Attachment? Slot
    {
        get => _handling.Value?.Active;
        set
        {
            if (_handling.Value is { } call)
                call.Active = value;
        }
    }

    void IFlowHost.Run(Action flow) => Handle(new Call(null), flow);

    Action IFlowHost.Fork(Action fork)
    {
        var call = new Call(Slot);
        return () => Handle(call, fork);
    }

    void Handle(Call call, Action work)
    {
        var before = _handling.Value;
        _handling.Value = call;
        try
        {
            work();
        }
        finally
        {
            _handling.Value = before;
        }
    }

    sealed class Call(Attachment? active)
    {
        public Attachment? Active { get; set; } = active;
    }
}
