namespace Stackbilt.Observability.Benchmarks;

/// <summary>A question with a goal: ours against a peer, measured side by side.</summary>
/// <param name="Name">What ours does.</param>
/// <param name="Peer">What it is measured against.</param>
/// <param name="Goal">What the ratio should be.</param>
/// <param name="EnterOurs">Prepares ours.</param>
/// <param name="EnterPeer">Prepares the peer.</param>
public sealed record Figure(
    string Name,
    string Peer,
    Goal Goal,
    Func<Measured> EnterOurs,
    Func<Measured> EnterPeer)
{
    /// <summary>Makes a figure of two operations.</summary>
    /// <typeparam name="TOurs">Ours.</typeparam>
    /// <typeparam name="TPeer">The peer's.</typeparam>
    /// <param name="name">What ours does.</param>
    /// <param name="peer">What it is measured against.</param>
    /// <param name="goal">What the ratio should be.</param>
    public static Figure Of<TOurs, TPeer>(string name, string peer, Goal goal)
        where TOurs : struct, IOperation
        where TPeer : struct, IOperation =>
        new(name, peer, goal, Measured.Enter<TOurs>, Measured.Enter<TPeer>);
}

/// <summary>The most that ours may cost, relative to the peer or in bytes; null where nothing is asked.</summary>
/// <param name="Time">Our nanoseconds by the peer's.</param>
/// <param name="BytesRatio">Our bytes by the peer's.</param>
/// <param name="Bytes">Our bytes.</param>
public sealed record Goal(double? Time = null, double? BytesRatio = null, double? Bytes = null);
