using System.Diagnostics;

namespace Stackbilt.Observability.Tests;

/// <summary>What a back end is told of a span, be it exported by the SDK or recorded by us.</summary>
sealed record OneSpan(string TraceId, string SpanId, string ParentId, SpanKind Kind, string Name, string Source)
{
    public const string NoParent = "0000000000000000";

    public static OneSpan Of(Activity activity) => new(
        activity.TraceId.ToHexString(),
        activity.SpanId.ToHexString(),
        activity.ParentSpanId.ToHexString(),
        Enum.Parse<SpanKind>(activity.Kind.ToString()),
        activity.DisplayName,
        activity.Source.Name);

    public static OneSpan Of(SpanData span) => new(
        span.Context.TraceId.ToString(),
        span.Context.SpanId.ToString(),
        span.ParentSpanId.ToString(),
        span.Kind,
        span.Name,
        span.Scope?.Name ?? Tracer.SourceName);
}
