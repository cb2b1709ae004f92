namespace Stackbilt.Observability;

/// <summary>What <see cref="StrictTracing.Verify"/> throws: the message lists each misuse, with the stack that led to it.</summary>
/// <remarks>Unchanging; safe from any thread.</remarks>
public sealed class TracingMisuseException : Exception
{
    /// <summary>Makes the exception of what was found.</summary>
    /// <param name="misuses">What was found; not null. Copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="misuses"/> is null.</exception>
    public TracingMisuseException(IReadOnlyList<Misuse> misuses)
        : base(TextOf(misuses)) => Misuses = [.. misuses];

    /// <summary>What was found: first what was noticed, then what is still open.</summary>
    public IReadOnlyList<Misuse> Misuses { get; }

    static string TextOf(IReadOnlyList<Misuse> misuses)
    {
        ArgumentNullException.ThrowIfNull(misuses);
        var alike = misuses.GroupBy(misuse => misuse.ToString()).ToList();
        var entries = alike.Select((group, index) =>
            $"{index + 1}. {(group.Count() == 1 ? "" : $"({group.Count()} times) ")}{group.Key}");
        return $"Tracing was misused in {alike.Count} {(alike.Count == 1 ? "way" : "ways")}.\n\n{string.Join("\n\n", entries)}\n";
    }
}
