namespace Stackbilt.Observability.Tests;

/// <summary>What a <see cref="MisbehavingCarrier"/> does wrong in one call.</summary>
enum Misdeed
{
    None,

    /// <summary>Throws before it has done anything.</summary>
    ThrowsBefore,

    /// <summary>Does it, and throws then.</summary>
    ThrowsAfter,

    /// <summary>Does nothing, and hands down what it was given, with nothing to end. Detach: answers that it has failed.</summary>
    DoesNothing,

    /// <summary>Does it, and answers a scope with a stranger's span.</summary>
    AnswersAnother,

    /// <summary>Does it, and answers a scope with nothing to end. Nobody can see that from outside.</summary>
    KeepsTheScope,

    /// <summary>Does nothing, and answers as if it had. Nobody can see that from outside.</summary>
    Pretends,
}
