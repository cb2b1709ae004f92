using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>An operation in a flow of its own, run in batches.</summary>
public abstract class Measured : IDisposable
{
    static readonly ExecutionContext Untouched = ExecutionContext.Capture()!;

    ExecutionContext _flow = Untouched;

    /// <summary>Prepares the operation in a new flow, which inherits nothing and leaks nothing.</summary>
    /// <typeparam name="TOperation">The operation.</typeparam>
    public static Measured Enter<TOperation>()
        where TOperation : struct, IOperation
    {
        var measured = new Measured<TOperation>();
        measured.InFlow(static operation => operation.EnterOperation());
        return measured;
    }

    /// <summary>Runs a batch.</summary>
    /// <param name="times">How often.</param>
    /// <returns>What the whole batch took, and allocated on this thread.</returns>
    public Batch Run(int times)
    {
        var batch = default(Batch);
        ExecutionContext.Run(_flow, _ => batch = Time(times), null);
        return batch;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        InFlow(static operation => operation.LeaveOperation());
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the operation ready.</summary>
    protected abstract void EnterOperation();

    /// <summary>Undoes that.</summary>
    protected abstract void LeaveOperation();

    /// <summary>Runs the operation in a loop.</summary>
    /// <param name="times">How often.</param>
    protected abstract void Loop(int times);

    void InFlow(Action<Measured> step) => ExecutionContext.Run(
        _flow,
        _ =>
        {
            step(this);
            _flow = ExecutionContext.Capture()!;
        },
        null);

    Batch Time(int times)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Environment.CpuUsage.TotalTime;
        Loop(times);
        var elapsed = Environment.CpuUsage.TotalTime - start;
        return new Batch(times, elapsed, GC.GetAllocatedBytesForCurrentThread() - bytes);
    }
}

/// <summary>The loop over one operation, compiled for it.</summary>
/// <typeparam name="TOperation">The operation.</typeparam>
sealed class Measured<TOperation> : Measured
    where TOperation : struct, IOperation
{
    TOperation _operation;

    protected override void EnterOperation() => _operation.Enter();

    protected override void LeaveOperation() => _operation.Leave();

    [MethodImpl(MethodImplOptions.NoInlining)]
    protected override void Loop(int times)
    {
        object? last = null;
        for (var time = 0; time < times; time++)
            last = _operation.Run();

        GC.KeepAlive(last);
    }
}

/// <summary>What a batch cost.</summary>
/// <param name="Times">How often the operation ran.</param>
/// <param name="Elapsed">
/// The processor time that the batch took, garbage collection included: what else runs on the machine does not count.
/// </param>
/// <param name="Bytes">What it allocated.</param>
public readonly record struct Batch(int Times, TimeSpan Elapsed, long Bytes)
{
    /// <summary>Nanoseconds for one operation.</summary>
    public double Nanoseconds => Elapsed.TotalNanoseconds / Times;

    /// <summary>Bytes for one operation.</summary>
    public double BytesEach => (double)Bytes / Times;
}
