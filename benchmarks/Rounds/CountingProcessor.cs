using System.Diagnostics;
using OpenTelemetry;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>Does nothing with what it is shown while it is measured, and counts it while it is checked.</summary>
/// <param name="uncounted">The name of a source whose spans come when they like; null for none.</param>
sealed class CountingProcessor(string? uncounted = null) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.Recorded && data.Source.Name != uncounted)
            SpanCount.Exported();
    }
}
