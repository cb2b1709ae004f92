namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>The turns of a host that nobody else has.</summary>
abstract class TurnsCarrier : AmbientCarrier, IFlowHost
{
    readonly ThreadLocal<Turn?> _turn = new();

    public override CarrierCapabilities Capabilities => CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient;

    protected Turn? Here
    {
        get => _turn.Value;
        set => _turn.Value = value;
    }

    protected override Attachment? Slot
    {
        get => Here?.Active;
        set
        {
            if (Here is { } turn)
                turn.Active = value;
        }
    }

    public abstract void Run(Action flow);

    public Action Fork(Action fork) => () => Run(fork);

    protected sealed class Turn
    {
        public Attachment? Active { get; set; }
    }
}

/// <summary>A turn that throws is not taken off its thread.</summary>
[CaughtBy("ERR-20")]
sealed class ForgetsTurnOnThrowCarrier : TurnsCarrier
{
    public override void Run(Action flow)
    {
        var before = Here;
        Here = new Turn();
        flow();
        Here = before;
    }
}

/// <summary>A turn is over when one inside it is.</summary>
[CaughtBy("ERR-20", "ASYNC-20")]
sealed class ForgetsOuterTurnCarrier : TurnsCarrier
{
    public override void Run(Action flow)
    {
        Here = new Turn();
        try
        {
            flow();
        }
        finally
        {
            Here = null;
        }
    }
}

/// <summary>A turn that throws leaves the next one what it had.</summary>
[CaughtBy("ERR-20")]
sealed class PassesTurnOnCarrier : TurnsCarrier
{
    readonly ThreadLocal<Turn?> _failed = new();

    public override void Run(Action flow)
    {
        var before = Here;
        Here = _failed.Value ?? new Turn();
        try
        {
            flow();
            _failed.Value = null;
        }
        catch
        {
            _failed.Value = Here;
            throw;
        }
        finally
        {
            Here = before;
        }
    }
}
