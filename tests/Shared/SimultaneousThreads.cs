using System.Runtime.ExceptionServices;

namespace Stackbilt.Observability.Tests;

/// <summary>Several threads that do something at the same moment: all are let go by one barrier.</summary>
static class SimultaneousThreads
{
    public static void Run(params Action[] actions)
    {
        using var start = new Barrier(actions.Length);
        var failures = new Exception?[actions.Length];
        var threads = actions.Select((action, index) => new Thread(() =>
        {
            start.SignalAndWait();
            try
            {
                action();
            }
            catch (Exception exception)
            {
                failures[index] = exception;
            }
        })).ToArray();
        foreach (var thread in threads)
            thread.Start();

        foreach (var thread in threads)
            thread.Join();

        if (failures.FirstOrDefault(failure => failure is not null) is { } first)
            ExceptionDispatchInfo.Throw(first);
    }
}
