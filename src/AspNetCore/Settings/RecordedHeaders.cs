using Microsoft.AspNetCore.Http;

namespace Stackbilt.Observability;

/// <summary>The headers that an application wants to see on the span of a request.</summary>
sealed class RecordedHeaders((string Name, string Attribute)[] recorded)
{
    /// <summary>Each line is a value of its own.</summary>
    public void Set(Span span, IHeaderDictionary headers)
    {
        foreach (var (name, attribute) in recorded)
        {
            if (headers.TryGetValue(name, out var lines) && lines.Count > 0)
            {
                string[] values = [.. lines.Select(static line => line ?? "")];
                span.SetAttribute(attribute, values);
            }
        }
    }
}
