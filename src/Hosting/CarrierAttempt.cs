namespace Stackbilt.Observability;

/// <summary>One carrier that was tried at the start.</summary>
/// <param name="Name">The name under which it is registered.</param>
/// <param name="Problem">Why it cannot serve; null where it passed.</param>
public sealed record CarrierAttempt(string Name, string? Problem)
{
    /// <summary>What the factory or the carrier threw; null where nothing was thrown.</summary>
    public Exception? Exception { get; init; }

    /// <summary>The name, and "passed" or the problem.</summary>
    public override string ToString() => $"{Name} ({Problem ?? "passed"})";
}
