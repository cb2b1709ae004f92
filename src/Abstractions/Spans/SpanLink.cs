namespace Stackbilt.Observability;

/// <summary>
/// A span that has to do with another one without being its child (OpenTelemetry specification, Trace API, "Link").
/// </summary>
/// <remarks>Unchanging; safe from any thread.</remarks>
public sealed class SpanLink
{
    /// <summary>Makes a link to a span, in this trace or another.</summary>
    /// <param name="context">The span linked to; one that is not valid is accepted, and a span leaves it out.</param>
    /// <param name="attributes">More about the link; none by default.</param>
    public SpanLink(SpanContext context, params ReadOnlySpan<SpanAttribute> attributes)
    {
        Context = context;
        Attributes = attributes.IsEmpty ? [] : attributes.ToArray();
    }

    /// <summary>The same for C# 12 and older, where a list of arguments is an array.</summary>
    /// <param name="context">The span linked to; one that is not valid is accepted, and a span leaves it out.</param>
    /// <param name="attributes">More about the link; none by default, and none where it is null. Copied.</param>
    public SpanLink(SpanContext context, params SpanAttribute[] attributes)
        : this(context, attributes.AsSpan())
    {
    }

    /// <summary>The span linked to.</summary>
    public SpanContext Context { get; }

    /// <summary>More about the link; empty, never null.</summary>
    public IReadOnlyList<SpanAttribute> Attributes { get; }
}
