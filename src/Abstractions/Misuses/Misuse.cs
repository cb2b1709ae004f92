namespace Stackbilt.Observability;

/// <summary>One thing that the traced program did wrong with a span or a scope.</summary>
/// <param name="Kind">What was wrong.</param>
/// <param name="Source">
/// Who noticed it, so that a host can tell its own: the owner of the scope (usually the carrier), or the tracer; in strict
/// mode the carrier that is watched.
/// </param>
/// <remarks>Unchanging; safe from any thread. It holds texts, and of objects only <see cref="Source"/>.</remarks>
public sealed record Misuse(MisuseKind Kind, object Source)
{
    /// <summary>The name of the span that the misuse is about; null for the scope of a mask.</summary>
    public string? SpanName { get; init; }

    /// <summary>
    /// The name of the span that should still have been open: the parent of a late child, or the first of its trace. Null for
    /// the other kinds.
    /// </summary>
    public string? EndedSpanName { get; init; }

    /// <summary>The name of the activity that nobody listens to; null for the other kinds.</summary>
    public string? ActivityName { get; init; }

    /// <summary>How many open attachments were inside a scope that was closed out of order; 0 for the other kinds.</summary>
    public int Depth { get; init; }

    /// <summary>The stack that started the span or opened the scope, one call a line. Null outside strict mode.</summary>
    public string? OpenedAt { get; init; }

    /// <summary>The stack of the wrong call, one call a line. Null outside strict mode, and for what was never done.</summary>
    public string? NoticedAt { get; init; }

    /// <summary>One or two sentences: what was done to which span, and what to do instead. Made anew by each call.</summary>
    public string Message => MisuseText.Of(this);

    /// <summary>The message and, where they are known, the stacks.</summary>
    public override string ToString() => MisuseText.WithStacks(this);
}
