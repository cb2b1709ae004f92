namespace Stackbilt.Observability.Benchmarks;

/// <summary>A question with a goal: ours against a peer, measured side by side.</summary>
/// <param name="Name">What ours does.</param>
/// <param name="Peer">What it is measured against.</param>
/// <param name="Goal">What the ratio should be.</param>
/// <param name="EnterOurs">Prepares ours.</param>
/// <param name="EnterPeer">Prepares the peer.</param>
/// <param name="Proposed">What it can be, where the goal is out of reach of code that is right; null where it is not.</param>
public sealed record Figure(
    string Name,
    string Peer,
    Goal Goal,
    Func<Measured> EnterOurs,
    Func<Measured> EnterPeer,
    Goal? Proposed)
{
    /// <summary>Makes a figure of two operations.</summary>
    /// <typeparam name="TOurs">Ours.</typeparam>
    /// <typeparam name="TPeer">The peer's.</typeparam>
    /// <param name="name">What ours does.</param>
    /// <param name="peer">What it is measured against.</param>
    /// <param name="goal">What the ratio should be.</param>
    /// <param name="proposed">What it can be, where the goal is out of reach.</param>
    public static Figure Of<TOurs, TPeer>(string name, string peer, Goal goal, Goal? proposed = null)
        where TOurs : struct, IOperation
        where TPeer : struct, IOperation =>
        new(name, peer, goal, Measured.Enter<TOurs>, Measured.Enter<TPeer>, proposed);
}
