namespace Stackbilt.Observability.Benchmarks;

/// <summary>What a setup did under load.</summary>
/// <param name="PerSecond">How many requests, calls or messages were done in a second.</param>
/// <param name="Microseconds">Processor time that its processes took for one.</param>
readonly record struct Rate(double PerSecond, double Microseconds)
{
    /// <summary>Of what was done in a while.</summary>
    /// <param name="count">How many were done.</param>
    /// <param name="seconds">In how long.</param>
    /// <param name="processorMicroseconds">What all of them took.</param>
    public static Rate Of(double count, double seconds, double processorMicroseconds) => count > 0
        ? new(count / seconds, processorMicroseconds / count)
        : throw new InvalidOperationException("Nothing was done under load.");
}
