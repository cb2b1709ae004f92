using System.Globalization;
using System.Text.Json.Serialization;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>A figure as measured: one row of the table.</summary>
/// <param name="Figure">What ours does.</param>
/// <param name="OursNs">Our nanoseconds.</param>
/// <param name="OursBytes">Our bytes.</param>
/// <param name="Peer">What it was measured against.</param>
/// <param name="PeerNs">The peer's nanoseconds.</param>
/// <param name="PeerBytes">The peer's bytes.</param>
/// <param name="Noise">How far the middle half of the batches lies apart, relative to the median; the worse of the two.</param>
/// <param name="Goal">What the ratios should be.</param>
/// <param name="Proposed">What they can be, where the goal is out of reach; null where it is not.</param>
public sealed record Ratio(
    string Figure,
    double OursNs,
    double OursBytes,
    string Peer,
    double PeerNs,
    double PeerBytes,
    double Noise,
    Goal Goal,
    Goal? Proposed = null)
{
    /// <summary>Our nanoseconds by the peer's.</summary>
    public double TimeRatio => Math.Round(OursNs / PeerNs, 3);

    /// <summary>Our bytes by the peer's; null where the peer allocates nothing.</summary>
    public double? BytesRatio => PeerBytes == 0 ? null : Math.Round(OursBytes / PeerBytes, 3);

    /// <summary>Whether the goal for time is met.</summary>
    public bool TimeIsMet => Goal.IsMetInTime(this);

    /// <summary>Whether the goal for bytes is met.</summary>
    public bool BytesAreMet => Goal.IsMetInBytes(this);

    /// <summary>Whether what is proposed is met; null where nothing is proposed.</summary>
    public bool? ProposalIsMet => Proposed is { } proposed ? proposed.IsMetInTime(this) && proposed.IsMetInBytes(this) : null;

    /// <summary>Measures a figure.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="effort">How long.</param>
    public static Ratio Measure(Figure figure, Effort effort)
    {
        using var ours = figure.EnterOurs();
        using var peer = figure.EnterPeer();
        var costs = Comparison.Run(effort, ours, peer);
        return new Ratio(
            figure.Name,
            Math.Round(costs[0].Nanoseconds, 2),
            costs[0].Bytes,
            figure.Peer,
            Math.Round(costs[1].Nanoseconds, 2),
            costs[1].Bytes,
            Math.Round(Math.Max(costs[0].Spread, costs[1].Spread), 2),
            figure.Goal,
            figure.Proposed);
    }

    /// <summary>The columns of the table.</summary>
    [JsonIgnore]
    public static IReadOnlyList<string> Columns { get; } =
        ["figure", "ours ns", "ours B", "peer", "peer ns", "peer B", "ratio", "goal", "met", "proposed"];

    /// <summary>The row: times and bytes; the ratio of both where both are asked for.</summary>
    public IReadOnlyList<string> Cells() =>
    [
        Figure, Number(OursNs), Text("0", OursBytes), Peer, Number(PeerNs), Text("0", PeerBytes),
        string.Join(", ", RatioTexts()), Goal.ToString(), Met(), ProposedText(),
    ];

    IEnumerable<string> RatioTexts()
    {
        yield return Text("0.00", TimeRatio);
        if (Goal.BytesRatio is not null && BytesRatio is { } bytes)
            yield return Text("0.00", bytes) + " B";
    }

    string Met() => Goal == new Goal() ? "" : (TimeIsMet, BytesAreMet) switch
    {
        (true, true) => "yes",
        (true, false) => "time yes, bytes no",
        (false, true) => "time no, bytes yes",
        _ => "no",
    };

    string ProposedText() => ProposalIsMet switch
    {
        true => $"{Proposed}: yes",
        false => $"{Proposed}: no",
        null => "",
    };

    static string Number(double value) => Text(value < 10 ? "0.0#" : "0", value);

    static string Text(string format, double value) => value.ToString(format, CultureInfo.InvariantCulture);
}
