using Stackbilt.Observability.Tests;

namespace Stackbilt.Observability.Conformance.Tests;

public sealed class RunnerTests
{
    static readonly ConformanceOptions Impatient = new() { TimeLimit = TimeSpan.FromMilliseconds(200) };

    [Fact]
    public async Task What_is_claimed_and_holds_has_passed()
    {
        var result = await ConformanceSuite.Find("NEST-02").CheckAsync(() => new AsyncLocalCarrier());

        Assert.Equal(RuleOutcome.Passed, result.Outcome);
        result.ThrowIfFailed();
    }

    [Fact]
    public async Task What_is_not_claimed_and_answered_with_nothing_is_declined()
    {
        var result = await ConformanceSuite.Find("NEST-02").CheckAsync(() => new ExplicitCarrier());

        Assert.Equal(RuleOutcome.Declined, result.Outcome);
        Assert.Contains("Ambient", result.Message, StringComparison.Ordinal);
        result.ThrowIfFailed();
    }

    [Fact]
    public async Task What_is_not_claimed_and_answered_all_the_same_has_failed()
    {
        var result = await ConformanceSuite.Find("NEST-02").CheckAsync(
            () => new ClaimingCarrier(new AsyncLocalCarrier(), CarrierCapabilities.PassesToWork));

        Assert.Equal(RuleOutcome.Failed, result.Outcome);
    }

    [Fact]
    public async Task A_failure_names_the_rule_what_was_seen_what_was_expected_and_the_usual_cause()
    {
        var rule = ConformanceSuite.Find("NEST-02");
        var result = await rule.CheckAsync(() => new ClaimingCarrier(new NullCarrier(), CarrierCapabilities.Ambient));

        Assert.Equal(
            $"""
            NEST-02 Attached, then restored
            {rule.Statement}
              seen:      nothing inside its scope
              expected:  the span "a"
              usually:   {rule.UsualCause}
              claims:    Ambient is claimed. If the carrier cannot do this, take it out.
            """,
            result.Message);
        Assert.Equal(result.Message, Assert.Throws<RuleBrokenException>(result.ThrowIfFailed).Message);
    }

    [Fact]
    public async Task A_failed_half_without_a_claim_names_the_claim_and_quotes_that_half()
    {
        var rule = ConformanceSuite.Find("NEST-02");
        var result = await rule.CheckAsync(
            () => new ClaimingCarrier(new AsyncLocalCarrier(), CarrierCapabilities.PassesToWork));

        Assert.Equal(
            $"""
            NEST-02 Attached, then restored
            The carrier does not claim Ambient. So this must be seen: {rule.Without}
              seen:      the span "a" inside its scope
              expected:  nothing
              usually:   {rule.UsualCause}
              claims:    Ambient is not claimed. If the carrier can do this, claim it.
            """,
            result.Message);
    }

    [Fact]
    public async Task Checks_are_counted_on_failure_and_claims_and_seed_are_kept()
    {
        var result = await ConformanceSuite.Find("NEST-03").CheckAsync(
            () => new ClaimingCarrier(new NullCarrier(), CarrierCapabilities.Ambient), new ConformanceOptions { Seed = 7 });

        Assert.Equal((RuleOutcome.Failed, 1, CarrierCapabilities.Ambient, 7), (result.Outcome, result.Checks, result.Claims, result.Seed));
    }

    [Fact]
    public async Task A_carrier_that_hangs_everywhere_is_given_up_after_three_rules()
    {
        using var never = new SemaphoreSlim(0);
        var results = await ConformanceSuite.RunAsync(() => new HangingCarrier(never), Impatient);
        never.Release(1000);

        Assert.Equal(3, results.Count(static result => result.HasHung));
        Assert.All(results, static result => Assert.Equal(RuleOutcome.Failed, result.Outcome));
        Assert.Contains("Not checked: the carrier hangs. It did not come to an end in NEST-01, ", results[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_has_a_limit_of_its_own()
    {
        var results = await ConformanceSuite.RunAsync(() => new ExplicitCarrier(), new ConformanceOptions { RunLimit = TimeSpan.Zero });

        Assert.All(results, static result => Assert.Contains("Not checked: the run has taken longer", result.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_rule_is_named_before_it_starts()
    {
        var told = new List<string>();
        var options = new ConformanceOptions { Starting = rule => told.Add(rule.Id) };
        await ConformanceSuite.Find("NEST-01").CheckAsync(
            () =>
            {
                Assert.Equal(["NEST-01"], told);
                return new ExplicitCarrier();
            },
            options);

        Assert.Equal(["NEST-01"], told);
    }

    [Fact]
    public async Task Claims_that_differ_from_rule_to_rule_are_a_failure()
    {
        var made = 0;
        var run = new ConformanceRun();
        Func<IContextCarrier> create = () =>
            new ClaimingCarrier(new ExplicitCarrier(), ++made == 1 ? CarrierCapabilities.PassesToWork : CarrierCapabilities.None);

        var first = await run.CheckAsync(ConformanceSuite.Find("NEST-01"), create);
        var second = await run.CheckAsync(ConformanceSuite.Find("NEST-02"), create);

        Assert.Equal((RuleOutcome.Passed, RuleOutcome.Failed), (first.Outcome, second.Outcome));
        Assert.Contains("PassesToWork, as in NEST-01", second.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hang_is_a_failure()
    {
        using var never = new SemaphoreSlim(0);
        var result = await ConformanceSuite.Find("NEST-01").CheckAsync(() => new HangingCarrier(never), Impatient);
        never.Release();

        Assert.Equal(RuleOutcome.Failed, result.Outcome);
        Assert.Contains("no end after 0.2 s", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_factory_that_throws_is_a_failure()
    {
        var result = await ConformanceSuite.Find("NEST-01").CheckAsync(() => throw new NotSupportedException("no carrier today"));

        Assert.Equal(RuleOutcome.Failed, result.Outcome);
        Assert.Contains("no carrier today", result.Message, StringComparison.Ordinal);
        Assert.IsType<NotSupportedException>(result.Exception);
    }

    [Fact]
    public async Task A_carrier_that_throws_where_it_is_caught_for_it_has_failed()
    {
        var result = await ConformanceSuite.Find("DEGR-01").CheckAsync(() => new ThrowingCarrier());

        Assert.Equal(RuleOutcome.Failed, result.Outcome);
        Assert.Contains("Attach threw NotSupportedException", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_caller_has_ambient_does_not_get_in()
    {
        var carrier = new AsyncLocalCarrier();
        using var span = new Tracer(carrier).StartRoot("the test's own");
        using var scope = carrier.Attach(span);

        var result = await ConformanceSuite.Find("NEST-01").CheckAsync(() => carrier);

        Assert.Equal(RuleOutcome.Passed, result.Outcome);
    }

    [Fact]
    public async Task A_random_program_that_goes_wrong_is_printed_short_and_with_its_seed()
    {
        var result = await ConformanceSuite.Find("SCOPE-21").CheckAsync(
            () => new PoppingCarrier(), new ConformanceOptions { Seed = 42 });

        Assert.Equal(RuleOutcome.Failed, result.Outcome);
        Assert.Contains("(seed ", result.Message, StringComparison.Ordinal);
        Assert.InRange(result.Message.Split('\n').Count(line => line.StartsWith("    flow", StringComparison.Ordinal)), 2, 4);
    }

    [Fact]
    public async Task A_run_has_a_result_for_each_rule_in_order()
    {
        var results = await ConformanceSuite.RunAsync(() => new ExplicitCarrier(), Patience.Options);

        Assert.Equal(ConformanceSuite.Rules, results.Select(result => result.Rule));
        Assert.DoesNotContain(results, result => result.Outcome == RuleOutcome.Failed);
    }

    [Fact]
    public async Task Where_spans_are_activities_the_current_one_has_to_follow()
    {
        var rule = ConformanceSuite.Find("NEST-02");
        Func<IContextCarrier> create = static () => new ClearsActivityAtReadCarrier();

        var unheard = await rule.CheckAsync(create);
        var heard = await rule.CheckAsync(create, new ConformanceOptions { SpansAreActivities = true });

        Assert.Equal((RuleOutcome.Passed, RuleOutcome.Failed), (unheard.Outcome, heard.Outcome));
        Assert.Contains("the current activity inside its scope", heard.Message, StringComparison.Ordinal);
    }

    sealed class ClearsActivityAtReadCarrier : AmbientCarrier
    {
        readonly AsyncLocal<Attachment?> _slot = new();

        public override CarrierCapabilities Capabilities => SoundCarrier.Everything;

        protected override Attachment? Slot
        {
            get
            {
                System.Diagnostics.Activity.Current = null;
                return _slot.Value;
            }
            set => _slot.Value = value;
        }
    }

    sealed class HangingCarrier(SemaphoreSlim never) : IContextCarrier
    {
        public CarrierCapabilities Capabilities => CarrierCapabilities.None;

        public Span? Current
        {
            get
            {
                never.Wait();
                return null;
            }
        }

        public CarrierScope Attach(Span? span) => default;
    }

    sealed class ThrowingCarrier : IContextCarrier
    {
        public CarrierCapabilities Capabilities => CarrierCapabilities.None;

        public Span? Current => null;

        public CarrierScope Attach(Span? span) => throw new NotSupportedException("on purpose");
    }

    [Fact]
    public async Task Runs_at_the_same_time_count_their_own_scopes()
    {
        var rule = ConformanceSuite.Find("SCOPE-27");
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var failed = 0;
            for (var run = 0; run < 50; run++)
                failed += (await rule.CheckAsync(static () => new AsyncLocalCarrier(), Patience.Options)).Outcome == RuleOutcome.Failed ? 1 : 0;

            return failed;
        })));

        Assert.All(results, static failed => Assert.Equal(0, failed));
    }

    /// <summary>A timer has no caller that would catch it.</summary>
    [Fact]
    public async Task A_carrier_that_throws_in_a_timer_fails_the_rule_and_nothing_else()
    {
        var result = await ConformanceSuite.Find("LIFE-17").CheckAsync(static () => new ThrowsWhenReadCarrier());

        Assert.Equal(RuleOutcome.Failed, result.Outcome);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public async Task Any_seed_will_do(int seed)
    {
        foreach (var rule in (string[])["ASYNC-46", "ISO-09", "ISO-10", "SCOPE-21"])
        {
            var result = await ConformanceSuite.Find(rule).CheckAsync(
                static () => new AsyncLocalCarrier(), Patience.Options with { Seed = seed });
            result.ThrowIfFailed();
        }
    }

    [Fact]
    public void Options_that_would_check_nothing_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("Effort", static () => new ConformanceOptions { Effort = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("TimeLimit", static () => new ConformanceOptions { TimeLimit = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>("RunLimit", static () => new ConformanceOptions { RunLimit = TimeSpan.FromSeconds(-1) });
    }

    sealed class ThrowsWhenReadCarrier : DelegatingCarrier
    {
        public ThrowsWhenReadCarrier()
            : base(new AsyncLocalCarrier())
        {
        }

        public override Span? Current => throw new InvalidOperationException("It is broken.");
    }
}
