namespace Stackbilt.Observability.Tests;

/// <summary>Claims that do not hold are named by the check at the start, whatever the carrier does on whatever thread.</summary>
public class CheckAtTheStartTests
{
    const CarrierCapabilities PassesToWork = CarrierCapabilities.PassesToWork;
    const CarrierCapabilities Ambient = PassesToWork | CarrierCapabilities.Ambient;

    [Theory]
    [InlineData(Ambient | CarrierCapabilities.FlowsAcrossAwait, "claims FlowsAcrossAwait, and after an await")]
    [InlineData(Ambient | CarrierCapabilities.FlowsIntoForks, "claims FlowsIntoForks, and on a new thread")]
    [InlineData(PassesToWork, "does not claim Ambient, and Current is not null")]
    [InlineData(CarrierCapabilities.Ambient, "does not claim PassesToWork, and the scope has a span")]
    public Task A_carrier_of_one_thread(CarrierCapabilities claims, string problem) =>
        ExpectAsync(problem, () => new Claiming(new SlotCarrier(), claims));

    [Theory]
    [InlineData(Ambient, "does not claim FlowsIntoForks, and on a new thread Current is not null")]
    public Task A_carrier_of_the_context(CarrierCapabilities claims, string problem) =>
        ExpectAsync(problem, () => new Claiming(new AsyncLocalCarrier(), claims));

    [Theory]
    [InlineData(Ambient, "claims Ambient, and Current is not the attached span")]
    public Task A_carrier_that_keeps_nothing(CarrierCapabilities claims, string problem) =>
        ExpectAsync(problem, () => new Claiming(new ExplicitCarrier(), claims));

    [Fact]
    public Task One_that_hands_nothing_down() => ExpectAsync(
        "claims PassesToWork, and the scope does not have the span", () => new Claiming(new NullCarrier(), PassesToWork));

    [Fact]
    public Task One_that_fails_on_another_thread_only()
    {
        var first = 0;
        return ExpectAsync("failed in Attach: Current failed", () => new FaultyCarrier(operation =>
        {
            var thread = Environment.CurrentManagedThreadId;
            Interlocked.CompareExchange(ref first, thread, 0);
            return operation == "Current" && thread != first ? Fault.ThrowsBefore : Fault.None;
        }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public Task One_whose_close_fails(int close)
    {
        var closes = 0;
        return ExpectAsync(
            close == 1 ? "failed in Attach: Detach failed" : "Detach failed",
            () => new FaultyCarrier(operation =>
                operation == "Detach" && ++closes == close ? Fault.ThrowsBefore : Fault.None));
    }

    [Fact]
    public Task One_whose_host_fails() => ExpectAsync(
        "failed in Run: no context today", static () => new Hosted(static _ => throw new NotSupportedException("no context today")));

    [Fact]
    public Task One_whose_host_runs_nothing() => ExpectAsync("did not run what was given to Run", static () => new Hosted(static _ => { }));

    [Fact]
    public Task One_that_is_wrong_inside_its_host() => ExpectAsync(
        "claims Ambient, and Current is not the attached span", static () => new Hosted(static flow => flow()));

    static async Task ExpectAsync(string problem, Func<IContextCarrier> create)
    {
        using var situation = new Situation(("Carrier", "Slot")).With("Slot", _ => create());

        Assert.Contains(problem, await situation.RefusalAsync(), StringComparison.Ordinal);
    }

    /// <summary>Claims to be ambient inside its host, and is not.</summary>
    sealed class Hosted(Action<Action> run) : IContextCarrier, IFlowHost
    {
        public CarrierCapabilities Capabilities => Ambient;

        public Span? Current => null;

        public CarrierScope Attach(Span? span) => new(span);

        void IFlowHost.Run(Action flow) => run(flow);

        Action IFlowHost.Fork(Action fork) => fork;
    }

    /// <summary>A sound carrier that claims something else than it can do.</summary>
    sealed class Claiming(IContextCarrier sound, CarrierCapabilities claims) : IContextCarrier
    {
        public CarrierCapabilities Capabilities => claims;

        public Span? Current => sound.Current;

        public CarrierScope Attach(Span? span) => sound.Attach(span);
    }
}
