namespace Stackbilt.Observability.Conformance;

/// <summary>A carrier breaks a rule. The message says which, what was seen, what was expected, and the usual cause.</summary>
public sealed class RuleBrokenException : Exception
{
    /// <summary>For a rule that was broken.</summary>
    /// <param name="message">The whole story.</param>
    public RuleBrokenException(string message)
        : base(message)
    {
    }

    /// <summary>For a rule that was broken.</summary>
    /// <param name="message">The whole story.</param>
    /// <param name="innerException">What was thrown on the way.</param>
    public RuleBrokenException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>For a rule that was broken, with nothing more to say.</summary>
    public RuleBrokenException()
    {
    }
}
