namespace Stackbilt.Observability.Tests;

static class SpanDataExtensions
{
    /// <summary>Null where the span has no such attribute.</summary>
    public static object? ValueOf(this SpanData span, string key) =>
        span.Attributes.SingleOrDefault(attribute => attribute.Key == key).Value;
}
