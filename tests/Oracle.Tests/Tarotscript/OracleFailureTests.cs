using System.Runtime.CompilerServices;
using Tarotscript;

namespace Oracle.Tests;

public class OracleFailureTests
{
    private readonly PatientOracle _oracle = new();

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_failure_reaches_the_caller_as_the_same_object(int failing)
    {
        var failure = new OracleAsleep();
        var reading = new Interpreter(_oracle.AskAsync).InterpretAsync(Scripts.ThreeEntries);

        for (var question = 0; question < 4; question++)
        {
            if (question == failing)
                _oracle.Fail(question, failure);
            else
                _oracle.Answer(question, "fine");
        }

        Assert.Same(failure, await Assert.ThrowsAsync<OracleAsleep>(() => reading));
    }

    [Fact]
    public async Task Of_several_failures_the_first_in_the_script_wins()
    {
        var first = new OracleAsleep();
        var reading = new Interpreter(_oracle.AskAsync).InterpretAsync(Scripts.ThreeEntries);

        _oracle.Fail(3, new OracleAsleep());
        _oracle.Fail(2, new OracleAsleep());
        _oracle.Fail(1, first);
        Assert.False(reading.IsCompleted);
        _oracle.Answer(0, "fine");

        Assert.Same(first, await Assert.ThrowsAsync<OracleAsleep>(() => reading));
    }

    [Fact]
    public async Task An_oracle_that_throws_before_it_returns_a_task_does_not_keep_the_others_from_being_asked()
    {
        var failures = new List<OracleAsleep>();
        var interpreter = new Interpreter((_, _) =>
        {
            failures.Add(new OracleAsleep());
            throw failures[^1];
        });

        var caught = await Assert.ThrowsAsync<OracleAsleep>(() => interpreter.InterpretAsync(Scripts.ThreeEntries));

        Assert.Same(failures[0], caught);
        Assert.Equal(4, failures.Count);
    }

    [Fact]
    public async Task No_failure_remains_unobserved()
    {
        var unobserved = 0;
        void Count(object? sender, UnobservedTaskExceptionEventArgs args)
        {
            if (args.Exception.Flatten().InnerExceptions.Any(exception => exception is OracleAsleep))
                Interlocked.Increment(ref unobserved);
        }

        TaskScheduler.UnobservedTaskException += Count;
        try
        {
            await FailEverywhereAsync();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Count;
        }

        Assert.Equal(0, unobserved);
    }

    // On its own, so that no local variable of the test keeps the failed tasks alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task FailEverywhereAsync()
    {
        var interpreter = new Interpreter((_, _) => Task.FromException<string>(new OracleAsleep()));
        await Assert.ThrowsAsync<OracleAsleep>(() => interpreter.InterpretAsync(Scripts.ThreeEntries));
    }

    private sealed class OracleAsleep : Exception;
}
