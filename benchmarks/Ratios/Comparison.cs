namespace Stackbilt.Observability.Benchmarks;

/// <summary>How long a comparison may take, and how much of it is thrown away.</summary>
/// <param name="Rounds">How often both are measured, alternately.</param>
/// <param name="Batch">What one batch takes, about.</param>
/// <param name="WarmUp">How long each runs before it counts, so that the code is compiled for good.</param>
public sealed record Effort(int Rounds, TimeSpan Batch, TimeSpan WarmUp)
{
    /// <summary>For figures to be written down. A batch is long enough for the garbage that it makes to be collected in it.</summary>
    public static Effort Full { get; } = new(101, TimeSpan.FromMilliseconds(6), TimeSpan.FromMilliseconds(600));

    /// <summary>To see that everything runs.</summary>
    public static Effort Quick { get; } = new(5, TimeSpan.FromMilliseconds(0.5), TimeSpan.FromMilliseconds(20));
}

/// <summary>
/// Measures operations alternately in one process: what disturbs the machine disturbs them all. The cost of an empty call
/// is measured in the same rounds and taken off.
/// </summary>
public static class Comparison
{
    /// <summary>Measures.</summary>
    /// <param name="effort">How long.</param>
    /// <param name="operations">What.</param>
    /// <returns>The cost of each: medians.</returns>
    public static Cost[] Run(Effort effort, params ReadOnlySpan<Measured> operations)
    {
        using var nothing = Measured.Enter<DoNothing>();
        Measured[] all = [nothing, .. operations];
        var sizes = Array.ConvertAll(all, operation => WarmUp(operation, effort));
        var batches = Array.ConvertAll(all, _ => new Batch[effort.Rounds]);
        for (var round = 0; round < effort.Rounds; round++)
        {
            GC.Collect();
            for (var turn = 0; turn < all.Length; turn++)
            {
                // Every other round in the other order, so that nobody always comes after the same one.
                var index = round % 2 == 0 ? turn : all.Length - 1 - turn;
                batches[index][round] = all[index].Run(sizes[index]);
            }
        }

        var emptyCall = Cost.Of(batches[0]).Nanoseconds;
        return Array.ConvertAll(batches[1..], those => Cost.Of(those).Without(emptyCall));
    }

    static int WarmUp(Measured operation, Effort effort)
    {
        var times = 100;
        var spent = TimeSpan.Zero;
        var batch = default(Batch);
        while (spent < effort.WarmUp)
        {
            batch = operation.Run(times);
            spent += batch.Elapsed;
            // The compiler works in the background: let it.
            Thread.Sleep(1);
            times = Math.Max(times, (int)(effort.Batch.TotalNanoseconds / 4 / Math.Max(batch.Nanoseconds, 0.1)));
        }

        return Math.Max(100, (int)(effort.Batch.TotalNanoseconds / Math.Max(batch.Nanoseconds, 0.1)));
    }
}
