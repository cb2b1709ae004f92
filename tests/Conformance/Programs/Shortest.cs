namespace Stackbilt.Observability.Conformance;

/// <summary>Makes something that goes wrong as short as it can be made by leaving out parts.</summary>
static class Shortest
{
    /// <summary>Leaves out halves, then quarters, and at last single steps until none can be left out.</summary>
    /// <typeparam name="TStep">A step.</typeparam>
    /// <typeparam name="TOutcome">What comes of running the steps.</typeparam>
    /// <param name="steps">Steps that go wrong.</param>
    /// <param name="outcome">What comes of them.</param>
    /// <param name="runAsync">What comes of fewer steps.</param>
    /// <param name="isWrong">Whether that is wrong as well.</param>
    /// <returns>The outcome of the steps that are left: with any one of them left out it is right.</returns>
    public static async Task<TOutcome> FindAsync<TStep, TOutcome>(
        TStep[] steps,
        TOutcome outcome,
        Func<TStep[], Task<TOutcome>> runAsync,
        Func<TOutcome, bool> isWrong)
    {
        for (var size = Math.Max(1, steps.Length / 2); size > 0;)
        {
            var wasShortened = false;
            for (var at = steps.Length - size; at >= 0; at--)
            {
                TStep[] shorter = [.. steps[..at], .. steps[(at + size)..]];
                var tried = await runAsync(shorter);
                if (!isWrong(tried))
                    continue;

                (steps, outcome, wasShortened) = (shorter, tried, true);
                at = Math.Min(at, steps.Length - size + 1);
            }

            // What could not be left out before may be now.
            if (!wasShortened || size > 1)
                size /= 2;
        }

        return outcome;
    }
}
