namespace Stackbilt.Observability.Benchmarks;

/// <summary>Loads a setup until one costs about what one has cost a moment ago.</summary>
/// <param name="Milliseconds">How long a load is.</param>
/// <param name="Least">How many there are in any case.</param>
/// <param name="Most">How many at most: a busy machine never comes to rest.</param>
sealed record WarmUp(int Milliseconds, int Least, int Most)
{
    const double Little = 0.04;

    /// <returns>How many loads it took.</returns>
    public async Task<int> RunAsync(Func<int, Task<Rate>> load)
    {
        var last = await load(Milliseconds);
        for (var loads = 1; ; loads++)
        {
            if (loads >= Most)
                return loads;

            var next = await load(Milliseconds);
            if (loads + 1 >= Least && IsSteady(last, next))
                return loads + 1;

            last = next;
        }
    }

    /// <summary>By processor time: what else the machine does changes that least.</summary>
    public static bool IsSteady(Rate last, Rate next) =>
        Math.Abs(next.Microseconds - last.Microseconds) <= Little * last.Microseconds;
}
