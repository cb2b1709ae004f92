using Microsoft.AspNetCore.Http;

namespace Stackbilt.Observability;

/// <summary>The headers that an application wants to see on the span of a request.</summary>
sealed class RecordedHeaders
{
    readonly (string Name, string Attribute)[] _headers;

    public RecordedHeaders(string prefix, IEnumerable<string> names)
    {
        _headers =
        [
            .. names.Where(static name => !string.IsNullOrWhiteSpace(name))
                .Select(name => (name, prefix + name.ToLowerInvariant()))
                .DistinctBy(static header => header.Item2),
        ];
    }

    /// <summary>Each line is a value of its own.</summary>
    public void Set(Span span, IHeaderDictionary headers)
    {
        foreach (var (name, attribute) in _headers)
        {
            if (headers.TryGetValue(name, out var lines) && lines.Count > 0)
            {
                string[] values = [.. lines.Select(static line => line ?? "")];
                span.SetAttribute(attribute, values);
            }
        }
    }
}
