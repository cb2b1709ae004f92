using System.Diagnostics;
using OpenTelemetry;

namespace OracleCluster;

/// <summary>Hands over every span that has ended, ours and those of the transports.</summary>
sealed class EndedSpans(string process, Action<SpanLine> ended) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data) => ended(SpanLine.Of(data, process));
}
