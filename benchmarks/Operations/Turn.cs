using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>
/// What asynchronous work awaits to give up its thread: it goes on when <see cref="RunToEnd"/> takes its turn. So the work
/// stays on one thread, where bytes can be counted exactly and no thread pool adds its noise; the execution context is
/// captured and restored as for any await.
/// </summary>
public sealed class Turn : ICriticalNotifyCompletion
{
    Action? _continuation;

    /// <summary>Called in the flow of the work each time it gives up its thread; for tests.</summary>
    public Action? Yielding { get; set; }

    /// <summary>Never: every await gives up the thread.</summary>
    public bool IsCompleted => false;

    /// <summary>For <c>await</c>.</summary>
    public Turn GetAwaiter() => this;

    /// <summary>For <c>await</c>.</summary>
    public void GetResult()
    {
    }

    /// <inheritdoc />
    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    /// <inheritdoc />
    public void UnsafeOnCompleted(Action continuation)
    {
        Yielding?.Invoke();
        _continuation = continuation;
    }

    /// <summary>Goes on with the work until it has nothing left to go on with.</summary>
    /// <param name="work">The work, which has given up its thread.</param>
    /// <returns>The work, completed.</returns>
    public Task RunToEnd(Task work)
    {
        while (_continuation is { } next)
        {
            _continuation = null;
            next();
        }

        return work;
    }
}
