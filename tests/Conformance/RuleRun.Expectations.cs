using System.Runtime.ExceptionServices;

namespace Stackbilt.Observability.Conformance;

// Two halves of every rule meet here: what is claimed must be seen, and what is not claimed must be seen as nothing.
sealed partial class RuleRun
{
    int _comparisons;

    public int Comparisons => Volatile.Read(ref _comparisons);

    /// <summary>What a synchronous reader in the same flow must see.</summary>
    public Span? Ambient(Span? span) => IfClaimed(span, CarrierCapabilities.Ambient);

    /// <summary>What must be seen while an active child is open: it is made active only where it can follow an await.</summary>
    public Span? ActiveChild(Span child, Span? around) => Awaited(child) ?? Ambient(around);

    /// <summary>What must be seen after an <c>await</c>.</summary>
    public Span? Awaited(Span? span) =>
        IfClaimed(span, CarrierCapabilities.Ambient | CarrierCapabilities.FlowsAcrossAwait);

    /// <summary>What a fork must see of the flow that it was forked from.</summary>
    public Span? Forked(Span? span) =>
        IfClaimed(span, CarrierCapabilities.Ambient | CarrierCapabilities.FlowsIntoForks);

    /// <summary>What a fork must see after an <c>await</c>.</summary>
    public Span? ForkedAndAwaited(Span? span) => IfClaimed(
        span,
        CarrierCapabilities.Ambient | CarrierCapabilities.FlowsIntoForks | CarrierCapabilities.FlowsAcrossAwait);

    /// <summary>What the work must get as its argument.</summary>
    public Span? Handed(Span? span) => IfClaimed(span, CarrierCapabilities.PassesToWork);

    /// <summary>What closing a scope must report: a carrier that keeps nothing has nothing to end.</summary>
    public DetachOutcome Outcome(DetachOutcome outcome) =>
        Claims(CarrierCapabilities.Ambient) ? outcome : DetachOutcome.Nothing;

    /// <summary>Reads the carrier here and now.</summary>
    public void Sees(Span? expected, string where)
    {
        Saw(Carrier.Current, expected, where);

        // One that another flow has stopped stays current for the platform until this flow does something.
        if (_isFollowed && expected?.Activity is { } activity && System.Diagnostics.Activity.Current is not { IsStopped: true })
            Equal(System.Diagnostics.Activity.Current, activity, $"the current activity {where}");
    }

    /// <summary>Reads the carrier inside an activity that other code has started.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="around">What must be seen where the carrier does not adopt activities.</param>
    /// <param name="where">Where.</param>
    public void SeesInside(System.Diagnostics.Activity activity, Span? around, string where)
    {
        if (!Claims(CarrierCapabilities.AdoptsActivities))
        {
            Saw(Carrier.Current, around, where);
            return;
        }

        var seen = Carrier.Current;
        Count();
        if (seen?.Activity != activity)
            throw new RuleBrokenException(Story($"{Describe(seen)} {where}", $"the activity \"{activity.DisplayName}\""));
    }

    /// <summary>
    /// Reads the carrier where an async callee has attached a span and closed nothing. A carrier that does not follow an await
    /// may take the callee for the ordinary call that it is so far.
    /// </summary>
    public void SeesOrLeft(Span? expected, Span left, string where)
    {
        var seen = Carrier.Current;
        if (seen is null || !Same(seen, left) || !MayLeave)
            Saw(seen, expected, where);
        else
            Count();
    }

    /// <summary>The same, and then the span that was left ends: nothing of it may remain.</summary>
    public void SeesOrLeftUntilEnd(Span? expected, Span left, string where)
    {
        SeesOrLeft(expected, left, where);
        left.End();
        Sees(expected, where + ", and then ended");
    }

    bool MayLeave => Claims(CarrierCapabilities.Ambient) && !Claims(CarrierCapabilities.FlowsAcrossAwait);

    public void Saw(Span? seen, Span? expected, string where)
    {
        Count();
        if (!Same(seen, expected))
            throw new RuleBrokenException(Story($"{Describe(seen)} {where}", Describe(expected)));
    }

    public void Equal<T>(T seen, T expected, string what)
    {
        Count();
        if (!EqualityComparer<T>.Default.Equals(seen, expected))
            throw new RuleBrokenException(Story($"{what}: {seen}", $"{expected}"));
    }

    public void True(bool holds, string seen, string expected)
    {
        Count();
        if (!holds)
            throw new RuleBrokenException(Story(seen, expected));
    }

    /// <summary>A body that has compared nothing has proved nothing.</summary>
    public void Concluded()
    {
        if (_comparisons == 0)
            throw new RuleBrokenException(Story("a rule that compared nothing", "a rule that can fail"));

        NoFaults();
        if (HostCalls.Failed is { IsFaulted: true, Exception.InnerException: { } failed })
            ExceptionDispatchInfo.Throw(failed);

        if (Carrier.Capabilities != Claimed)
            throw new RuleBrokenException(Story($"claims {Carrier.Capabilities} now", $"{Claimed}, as at first: claims do not change"));
    }

    /// <summary>A carrier must not throw, not even where what it throws is caught for it.</summary>
    public void NoFaults()
    {
        TracingFault? fault;
        lock (_carriers)
            fault = _faults.FirstOrDefault();

        if (fault is not null)
        {
            throw new RuleBrokenException(
                Story($"{fault.Operation} threw {fault.Exception.GetType().Name}: {fault.Exception.Message}", "nothing thrown"),
                fault.Exception);
        }
    }

    /// <summary>Whether two are the same span. A carrier may answer another object for it, if the two are equal.</summary>
    public static bool Same(Span? one, Span? other) => Equals(one, other);

    public static string Describe(Span? span) =>
        span is null ? "nothing" : span.HasEnded ? $"the ended span \"{span.Name}\"" : $"the span \"{span.Name}\"";

    public static string Story(string seen, string expected) => $"""
          seen:      {seen}
          expected:  {expected}
        """;

    /// <summary>For comparisons that are made elsewhere, too many to write a story of each.</summary>
    public void Count(int comparisons = 1) => Interlocked.Add(ref _comparisons, comparisons);

    Span? IfClaimed(Span? span, CarrierCapabilities needed) => Claims(needed) ? span : null;
}
