namespace Stackbilt.Observability.Tests;

static class SpanDataExtensions
{
    /// <summary>An attribute's value, or null where there is none.</summary>
    public static object? Get(this SpanData span, string key) =>
        span.Attributes.SingleOrDefault(attribute => attribute.Key == key).Value;

    /// <summary>The types of the exceptions that were recorded.</summary>
    public static IEnumerable<string?> Exceptions(this SpanData span) =>
        from recorded in span.Events
        where recorded.Name == "exception"
        select recorded.Attributes.Single(attribute => attribute.Key == "exception.type").Value as string;
}
