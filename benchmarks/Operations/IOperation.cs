namespace Stackbilt.Observability.Benchmarks;

/// <summary>
/// One thing that is measured. The same type is run by BenchmarkDotNet, by the ratios and by the tests that check that it
/// does what its name says. Operations are structs, so that generic code over them is compiled for each.
/// </summary>
public interface IOperation
{
    /// <summary>Makes what the operation needs and prepares this flow: call it where <see cref="Run"/> is called.</summary>
    void Enter();

    /// <summary>Does it once.</summary>
    /// <returns>What it made or read, for the tests to look at.</returns>
    object? Run();

    /// <summary>Takes back what <see cref="Enter"/> made.</summary>
    void Leave();
}

/// <summary>An operation in two halves, so that a test can look at what is active between them.</summary>
public interface ISpanOperation : IOperation
{
    /// <summary>Starts the span.</summary>
    /// <returns>The span or activity; null where none is made.</returns>
    object? Start();

    /// <summary>Ends what <see cref="Start"/> made.</summary>
    /// <param name="started">What it made.</param>
    void End(object? started);
}
