namespace Stackbilt.Observability.Benchmarks;

/// <summary>What one operation costs.</summary>
/// <param name="Nanoseconds">The median of the batches.</param>
/// <param name="Spread">Half of the batches lie within this, relative to the median: how noisy it was.</param>
/// <param name="Bytes">The median of the batches; exact, but for what the runtime adds once in a while.</param>
public readonly record struct Cost(double Nanoseconds, double Spread, double Bytes)
{
    /// <summary>Of batches.</summary>
    /// <param name="batches">At least one.</param>
    public static Cost Of(IReadOnlyCollection<Batch> batches)
    {
        double[] times = [.. batches.Select(batch => batch.Nanoseconds).Order()];
        double[] bytes = [.. batches.Select(batch => batch.BytesEach).Order()];
        var median = times[times.Length / 2];
        var spread = (times[times.Length * 3 / 4] - times[times.Length / 4]) / median;
        return new Cost(median, spread, Math.Round(bytes[bytes.Length / 2], 1));
    }

    /// <summary>The same without what the measuring costs.</summary>
    /// <param name="overhead">The nanoseconds of an empty call.</param>
    public Cost Without(double overhead) => this with { Nanoseconds = Math.Max(0, Nanoseconds - overhead) };
}
