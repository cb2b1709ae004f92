using System.Diagnostics;

namespace Stackbilt.Observability.Conformance;

/// <summary>
/// One run of the rules against one carrier: what a single rule cannot know. A carrier that hangs again and again, and one whose
/// claims change from rule to rule.
/// </summary>
/// <remarks>Safe from any thread.</remarks>
/// <param name="options">Limits and seed; null for the usual ones.</param>
public sealed class ConformanceRun(ConformanceOptions? options = null)
{
    const int MostHangs = 3;

    readonly ConformanceOptions _options = options ?? ConformanceOptions.Usual;
    readonly long _started = Stopwatch.GetTimestamp();
    readonly object _lock = new();
    readonly List<Rule> _hung = [];
    RuleResult? _first;

    /// <summary>Checks a rule, unless three have hung already or the time of the run is over: then it has failed unchecked.</summary>
    /// <param name="rule">The rule; not null.</param>
    /// <param name="createCarrier">Gives a new carrier at each call; not null.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="ArgumentNullException">One of the arguments is null.</exception>
    public async Task<RuleResult> CheckAsync(Rule rule, Func<IContextCarrier> createCarrier)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(createCarrier);
        if (WhyNot() is { } reason)
        {
            return new RuleResult(rule, RuleOutcome.Failed, $"{rule}\nNot checked: {reason}", TimeSpan.Zero)
            {
                Seed = _options.Seed,
            };
        }

        var result = await rule.CheckAsync(createCarrier, _options).ConfigureAwait(false);
        lock (_lock)
        {
            if (result.HasHung)
                _hung.Add(rule);

            if (_first is null && result.Claims is not null)
                _first = result;
        }

        return WithTheSameClaims(result);
    }

    string? WhyNot()
    {
        lock (_lock)
        {
            if (_hung.Count >= MostHangs)
                return $"the carrier hangs. It did not come to an end in {string.Join(", ", _hung.Select(static rule => rule.Id))}.";
        }

        return Stopwatch.GetElapsedTime(_started) > _options.RunLimit
            ? $"the run has taken longer than {_options.RunLimit.TotalSeconds:0.#} s."
            : null;
    }

    RuleResult WithTheSameClaims(RuleResult result)
    {
        if (result.Claims is null || _first is null || result.Claims == _first.Claims || result.Outcome == RuleOutcome.Failed)
            return result;

        return result with
        {
            Outcome = RuleOutcome.Failed,
            Message = $"""
                {result.Rule}
                What a carrier claims does not change (DEGR-03, DEGR-16).
                  seen:      claims {result.Claims}
                  expected:  {_first.Claims}, as in {_first.Rule.Id}
                """,
        };
    }
}
