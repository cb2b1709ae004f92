namespace Stackbilt.Observability.Tests.Activities;

public class MixedProgramTests
{
    const int Programs = 25_000;

    [Theory]
    [InlineData("AsyncLocal")]
    [InlineData("Activity")]
    public void Spans_and_activities_in_any_order_leave_every_flow_with_what_it_had(string carrier)
    {
        var first = Random.Shared.Next();
        for (var seed = first; seed != unchecked(first + Programs); seed++)
        {
            using var program = new MixedProgram(seed, CarrierNamed.Of(carrier));
            program.Run();
        }
    }
}
