namespace Stackbilt.Observability.Tests;

/// <summary>An exception of which nothing but the type can be read.</summary>
sealed class UnreadableException : Exception
{
    public override string Message => throw new UnreadableException();

    public override string? StackTrace => throw new UnreadableException();

    public override string? Source => throw new UnreadableException();

    public override string ToString() => throw new UnreadableException();

    /// <summary>Runs a test. No test framework can show such an exception.</summary>
    public static async Task NeverComesOutAsync(Func<Task> test)
    {
        try
        {
            await test();
        }
        catch (UnreadableException exception)
        {
            Assert.Fail("It came out:\n" + new System.Diagnostics.StackTrace(exception, fNeedFileInfo: true));
        }
    }
}
