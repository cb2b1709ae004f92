namespace Stackbilt.Observability;

/// <summary>
/// A span context as one short text, to be stored with a job or sent in one field of a message, and back.
/// </summary>
/// <remarks>
/// The text is the value of <c>traceparent</c> (W3C Trace Context), and after a semicolon that of <c>tracestate</c> where there is one:
/// <c>00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01;vendor=1</c>. It is ASCII and has neither line breaks nor commas beyond
/// those between two members of the state. Safe from any thread.
/// </remarks>
public static class SpanContextText
{
    /// <summary>The longest text that is written, and read: 568 characters, or 55 without a trace state.</summary>
    public const int MaxLength = ParentLength + 1 + 512;

    const int ParentLength = 55;
    const char Separator = ';';

    /// <summary>Writes a context.</summary>
    /// <param name="context">The context, of the active span for instance.</param>
    /// <returns>
    /// The text; null where the context is not valid. A trace state is cut at whole members to 512 characters, and left out where it is
    /// malformed.
    /// </returns>
    public static string? Write(SpanContext context) =>
        TraceContextPropagator.TraceParent(context) is { } parent
            ? ValidTraceState.Of(context.TraceState) is { } state ? $"{parent}{Separator}{state}" : parent
            : null;

    /// <summary>
    /// Reads what <see cref="Write"/> has written, and nothing else; flags that have no name are passed over. Never throws.
    /// </summary>
    /// <param name="text">The text; null for none.</param>
    /// <param name="context">The context, as remote; <c>default</c>, which is not valid, where the answer is false.</param>
    /// <returns>Whether the text is a context. One of another version, with blanks around it, or with a state that is malformed is none.</returns>
    public static bool TryRead(string? text, out SpanContext context)
    {
        context = default;
        if (text is not { Length: >= ParentLength and <= MaxLength } || !text.StartsWith("00-", StringComparison.Ordinal))
            return false;

        string? state = null;
        if (text.Length > ParentLength)
        {
            state = text[(ParentLength + 1)..];
            if (text[ParentLength] != Separator || ValidTraceState.Of(state) != state)
                return false;
        }

        context = TraceContextPropagator.Extract(state is null ? text : text[..ParentLength], state);
        context = context with { Flags = context.Flags & (TraceFlags.Sampled | TraceFlags.Random) };
        return context.IsValid;
    }

    /// <summary>Reads what <see cref="Write"/> has written, for where what cannot be read is no parent. Never throws.</summary>
    /// <param name="text">The text; null for none.</param>
    /// <returns>The context, as remote; <c>default</c>, which is not valid, where the text is none.</returns>
    public static SpanContext Read(string? text) => TryRead(text, out var context) ? context : default;
}
