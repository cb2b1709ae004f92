using Stackbilt.Observability.Tests;

namespace Stackbilt.Observability.Conformance.Tests;

// Carriers whose place is a host's own context. Two more are printed in the documentation, and are run by its tests.
public sealed class GrainCarrierConforms : PatientConformance
{
    protected override IContextCarrier CreateCarrier() => new GrainCarrier();
}

public sealed class LoopCarrierConforms : PatientConformance
{
    protected override IContextCarrier CreateCarrier() => new LoopCarrier();
}

public sealed class HostedCarrierTests
{
    [Fact]
    public async Task Outside_of_its_host_such_a_carrier_carries_nothing()
    {
        var result = await ConformanceSuite.Find("NEST-02").CheckAsync(
            static () => new ClaimingCarrier(new GrainCarrier(), new GrainCarrier().Capabilities));

        Assert.Equal(RuleOutcome.Failed, result.Outcome);
    }

    [Fact]
    public async Task The_options_name_the_host_of_one_that_is_wrapped()
    {
        var inner = new GrainCarrier();
        var results = new List<RuleResult>();
        foreach (var id in (string[])["NEST-02", "ASYNC-01", "ASYNC-11", "ASYNC-12", "LIFE-16", "ISO-08"])
        {
            results.Add(await ConformanceSuite.Find(id).CheckAsync(
                () => new ClaimingCarrier(inner, inner.Capabilities), new ConformanceOptions { Host = inner }));
        }

        Assert.All(results, static result => result.ThrowIfFailed());
    }

    [Fact]
    public async Task What_a_host_does_not_run_is_a_failure_and_not_a_pass()
    {
        var result = await ConformanceSuite.Find("NEST-01").CheckAsync(
            static () => new GrainCarrier(), new ConformanceOptions { Host = new IdleHost() });

        Assert.Equal(RuleOutcome.Failed, result.Outcome);
        Assert.Contains("did not call the flow", result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ASYNC-01")]
    [InlineData("ASYNC-11")]
    [InlineData("ASYNC-12")]
    [InlineData("ASYNC-13")]
    [InlineData("ISO-01")]
    public async Task What_a_host_throws_where_nobody_waits_is_a_failure_of_the_rule(string rule)
    {
        var result = await ConformanceSuite.Find(rule).CheckAsync(
            static () => new AsyncLocalCarrier(), new ConformanceOptions { Host = new OneFlowHost() });

        Assert.Equal(RuleOutcome.Failed, result.Outcome);
        Assert.True(result.Message.Contains("one flow is enough", StringComparison.Ordinal), result.Message);
    }

    [Fact]
    public async Task A_thread_that_ends_late_is_not_taken_for_a_carrier_that_keeps_a_span()
    {
        var result = await ConformanceSuite.Find("LIFE-43").CheckAsync(
            static () => new AsyncLocalCarrier(), new ConformanceOptions { Host = new LateHost() });

        result.ThrowIfFailed();
    }

    static readonly Dictionary<string, Action<Action>> Wrongs = new()
    {
        ["throws before"] = static _ => throw new InvalidOperationException("on purpose"),
        ["throws after"] = static flow =>
        {
            flow();
            throw new InvalidOperationException("on purpose");
        },
        ["never runs"] = static _ => { },
        ["runs twice"] = static flow =>
        {
            flow();
            flow();
        },
    };

    /// <summary>Whatever thread it is on, and whoever waits for the flow: the process goes on, and the rule has failed.</summary>
    [Theory]
    [InlineData("throws before", 2)]
    [InlineData("throws before", 3)]
    [InlineData("throws after", 2)]
    [InlineData("throws after", 3)]
    [InlineData("never runs", 2)]
    [InlineData("never runs", 3)]
    [InlineData("runs twice", 2)]
    public async Task One_call_that_a_host_gets_wrong_fails_every_rule_that_makes_it(string wrong, int at)
    {
        var passed = new List<string>();
        var failed = 0;
        foreach (var rule in ConformanceSuite.Rules)
        {
            var host = new OnceWrongHost(at, Wrongs[wrong]);
            var result = await rule.CheckAsync(static () => new AsyncLocalCarrier(), Patience.Options with { Host = host });
            failed += result.Outcome == RuleOutcome.Failed ? 1 : 0;
            if (result.Exception is TimeoutException || (result.Outcome != RuleOutcome.Failed && host.WasWrong))
                passed.Add($"{rule.Id}: {result.Message}");
        }

        Assert.Empty(passed);
        Assert.True(failed > 50, $"only {failed} rules called the host {at} times");
    }

    /// <summary>Gets one call wrong, and all others right.</summary>
    sealed class OnceWrongHost(int at, Action<Action> wrong) : IFlowHost
    {
        int _calls;

        public bool WasWrong => Volatile.Read(ref _calls) >= at;

        public void Run(Action flow)
        {
            if (Interlocked.Increment(ref _calls) == at)
                wrong(flow);
            else
                flow();
        }

        public Action Fork(Action fork) => () => Run(fork);
    }

    /// <summary>Lets the thread of a fork end only when garbage was collected more often than a rule does before it counts.</summary>
    sealed class LateHost : IFlowHost
    {
        public void Run(Action flow) => flow();

        public Action Fork(Action fork) => () =>
        {
            fork();
            for (var time = 0; time < 15; time++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        };
    }

    /// <summary>Takes the first flow, and no other one.</summary>
    sealed class OneFlowHost : IFlowHost
    {
        int _flows;

        public void Run(Action flow)
        {
            if (Interlocked.Increment(ref _flows) > 1)
                throw new InvalidOperationException("one flow is enough");

            flow();
        }

        public Action Fork(Action fork) => () => Run(fork);
    }

    sealed class IdleHost : IFlowHost
    {
        public void Run(Action flow)
        {
        }

        public Action Fork(Action fork) => fork;
    }
}
