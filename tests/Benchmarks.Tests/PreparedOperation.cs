namespace Stackbilt.Observability.Benchmarks.Tests;

/// <summary>Runs a check with an operation prepared, in a flow of its own.</summary>
static class PreparedOperation
{
    public static void With<TOperation>(Action<TOperation> check)
        where TOperation : struct, IOperation
    {
        using var flow = ExecutionContext.SuppressFlow();
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() => Check(check)));
        thread.Start();
        thread.Join();
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    static void Check<TOperation>(Action<TOperation> check)
        where TOperation : struct, IOperation
    {
        var operation = default(TOperation);
        operation.Enter();
        try
        {
            check(operation);
        }
        finally
        {
            operation.Leave();
        }
    }
}
