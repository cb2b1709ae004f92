namespace Stackbilt.Observability.Conformance;

/// <summary>How the suite is run. Says nothing about what a carrier must do: that is the specification.</summary>
public sealed record ConformanceOptions
{
    /// <summary>What is used where none are given.</summary>
    public static ConformanceOptions Usual { get; } = new();

    /// <summary>
    /// After this time a rule that has not come to an end has failed. 30 seconds unless said otherwise: a rule takes
    /// milliseconds, and the longest a second or two. Give more on a machine that does much else at the same time.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not more than zero.</exception>
    public TimeSpan TimeLimit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, nameof(TimeLimit));
            field = value;
        }
    } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// After this time a <see cref="ConformanceRun"/> checks no more rules, and those that are left have failed. 10 minutes unless
    /// said otherwise; a whole run takes seconds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than zero.</exception>
    public TimeSpan RunLimit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, nameof(RunLimit));
            field = value;
        }
    } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Called before a rule is checked, by the code that checks it: write the rule down, so that it is known which one was running when a
    /// carrier ends the process. Null unless said otherwise. What it throws is thrown.
    /// </summary>
    public Action<Rule>? Starting { get; init; }

    /// <summary>Where the random programs start; a failure prints the seed that gives it again. 1 unless said otherwise.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// How many times as much as usual the rules do that try many cases: random programs, and flows that run at full speed. 1
    /// unless said otherwise. At 42 ISO-05 and ISO-06 make a million checks, in some seconds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1: a rule that tries nothing would say nothing.</exception>
    public int Effort
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Effort));
            field = value;
        }
    } = 1;

    /// <summary>
    /// Whether the spans of the rules are activities of the platform, as they are in a program with a listener. False unless
    /// said otherwise. A carrier that lets <see cref="System.Diagnostics.Activity.Current"/> follow the active span is then asked
    /// for that wherever the active span is looked at.
    /// </summary>
    public bool SpansAreActivities { get; init; }

    /// <summary>
    /// Runs the flows of the rules inside a host's own context, for a carrier that does not implement <see cref="IFlowHost"/>
    /// itself: one that wraps another, say. Null unless said otherwise: then it is the carrier, where it implements that.
    /// </summary>
    public IFlowHost? Host { get; init; }
}
