namespace Stackbilt.Observability;

/// <summary>
/// What <see cref="SpanTreeAssertions"/> throws: the message shows the expected and the recorded tree, with the first
/// difference marked. Any test framework shows it as the reason for the failure.
/// </summary>
/// <remarks>Unchanging; safe from any thread.</remarks>
public sealed class SpanTreeException : Exception
{
    internal SpanTreeException(string message)
        : base(message)
    {
    }
}
