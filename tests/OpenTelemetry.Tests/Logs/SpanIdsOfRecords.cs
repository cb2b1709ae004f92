using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// Puts the ids of the scope in place of those of the current activity, for a carrier under which the span is no activity, or is not
/// current. The one of docs/logs.md.
/// </summary>
sealed class SpanIdsOfRecords : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data) => data.ForEachScope(
        static (scope, record) =>
        {
            foreach (var (key, value) in scope)
            {
                if (key == "TraceId")
                    record.TraceId = ActivityTraceId.CreateFromString((string?)value);
                else if (key == "SpanId")
                    record.SpanId = ActivitySpanId.CreateFromString((string?)value);
            }
        },
        data);
}
