namespace Stackbilt.Observability.Conformance;

/// <summary>Ways to start something that runs as a flow of its own, and to wait for what it came to.</summary>
static class Fork
{
    /// <summary>A new thread that inherits what the platform lets it inherit.</summary>
    public static Task<T> OnThread<T>(Func<T> work) => Run(Hosted.Fork, work, static thread => thread.Start());

    /// <summary>The same for work without a result.</summary>
    public static Task OnThread(Action work) => OnThread(() =>
    {
        work();
        return true;
    });

    /// <summary>A new thread that the platform is told to start clean.</summary>
    public static Task<T> OnCleanThread<T>(Func<T> work)
    {
        var host = Hosted.Here;
        return Run(started => () => Hosted.Run(host, started), work, static thread => thread.UnsafeStart());
    }

    /// <summary>What a thread came to that has ended, so that nothing is kept by it any more.</summary>
    public static Task<T> OnEndedThread<T>(Func<T> work) => Ended(begin => Run(Hosted.Fork, work, begin), static thread => thread.Start());

    /// <summary>The same of a thread that the platform is told to start clean.</summary>
    public static Task<T> OnEndedCleanThread<T>(Func<T> work)
    {
        var host = Hosted.Here;
        return Ended(begin => Run(started => () => Hosted.Run(host, started), work, begin), static thread => thread.UnsafeStart());
    }

    /// <summary>A task of the thread pool.</summary>
    public static Task<T> OnPool<T>(Func<Task<T>> work) => Task.Run(Later(work));

    /// <summary>Asynchronous work that is a fork of this flow, no matter where it is started later.</summary>
    public static Func<T> Later<T>(Func<T> work)
        where T : Task
    {
        T? running = null;
        var fork = Hosted.Fork(() => { running = work(); });
        return () =>
        {
            fork();
            return running!;
        };
    }

    /// <summary>The same for work without a result.</summary>
    public static Task OnPool(Func<Task> work) => OnPool(async () =>
    {
        await work();
        return true;
    });

    /// <summary>What a callback saw, no matter where it is called; the first call counts.</summary>
    public static (Action Callback, Task<T> Result) Once<T>(Func<T> work)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        return (() => Complete(result, work), result.Task);
    }

    /// <summary>When a callback was called, and what it threw.</summary>
    public static (Action Callback, Task Done) Once(Action work)
    {
        var (callback, result) = Once(() =>
        {
            work();
            return true;
        });
        return (callback, result);
    }

    static Task<T> Run<T>(Func<Action, Action> host, Func<T> work, Action<Thread> start)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var callback = host(() => Complete(result, work));

        void Begin() => Complete(result, () =>
        {
            callback();
            return result.Task.IsCompleted ? default! : throw new InvalidOperationException("The host did not call what was forked.");
        });

        // What the host throws, or does not run, is an answer as well: there is no caller that would hear of it.
        start(new Thread(Begin) { IsBackground = true });
        return result.Task;
    }

    static async Task<T> Ended<T>(Func<Action<Thread>, Task<T>> run, Action<Thread> start)
    {
        Thread? started = null;
        var result = run(thread =>
        {
            started = thread;
            start(thread);
        });
        var answer = await result.ConfigureAwait(false);
        started!.Join();
        return answer;
    }

    static void Complete<T>(TaskCompletionSource<T> result, Func<T> work)
    {
        try
        {
            result.TrySetResult(work());
        }
        catch (Exception exception)
        {
            // Looked at here, since a rule that has failed may wait for it no more.
            if (result.TrySetException(exception))
                _ = result.Task.Exception;
        }
    }
}
