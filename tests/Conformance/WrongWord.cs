namespace Stackbilt.Observability.Conformance;

/// <summary>
/// After a failure: whether one word of the claims explains it. Asks the simplest rule of each word, the words that others build on
/// first.
/// </summary>
static class WrongWord
{
    static readonly (CarrierCapabilities Word, string Rule)[] Simplest =
    [
        (CarrierCapabilities.PassesToWork, "EXPL-01"),
        (CarrierCapabilities.Ambient, "NEST-02"),
        (CarrierCapabilities.AdoptsActivities, "INTEROP-19"),
        (CarrierCapabilities.FlowsAcrossAwait, "ASYNC-01"),
        (CarrierCapabilities.FlowsIntoForks, "ASYNC-12"),
    ];

    /// <summary>The first word whose simplest rule fails; none where all of them hold.</summary>
    public static async Task<CarrierCapabilities> FindAsync(Func<Rule, Task<bool>> holdsAsync)
    {
        foreach (var (word, rule) in Simplest)
        {
            if (!await holdsAsync(ConformanceSuite.Find(rule)))
                return word;
        }

        return CarrierCapabilities.None;
    }
}
