namespace Stackbilt.Observability.Tests.Scopes;

/// <summary>Random programs: the carrier against a model, and its short cut against plain writes of the slot.</summary>
public class FlowProgramTests
{
    const int Programs = 20_000;

    [Fact]
    public void Few_at_once()
    {
        for (var seed = 0; seed < Programs; seed++)
            new FlowProgram(seed, mostSpans: 4, mostOpen: FlowProgram.Few).Run(steps: 30);
    }

    [Fact]
    public void Many_at_once()
    {
        for (var seed = 0; seed < Programs / 20; seed++)
            new FlowProgram(seed, mostSpans: 30, mostOpen: 60).Run(steps: 200);
    }
}
