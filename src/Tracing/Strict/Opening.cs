namespace Stackbilt.Observability;

/// <summary>
/// That a span was started or a scope opened: what is remembered until the end or the close. Neither the span nor the
/// attachment, which nobody may ever end or close.
/// </summary>
/// <param name="SpanName">The name that the span was started with, or of the span that was attached; null for a mask.</param>
/// <param name="At">Where.</param>
/// <param name="Order">Its place among all that was opened.</param>
record Opening(string? SpanName, CallStack? At, long Order);
