using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Loses the span on threads of the pool.</summary>
[CaughtBy("ASYNC-19", "ASYNC-36", "ASYNC-02")]
sealed class PoolBlindCarrier : SoundCarrier
{
    readonly AsyncLocal<Thread?> _thread = new();

    public override Span? Current =>
        Thread.CurrentThread.IsThreadPoolThread && _thread.Value != Thread.CurrentThread ? null : base.Current;

    public override CarrierScope Attach(Span? span)
    {
        _thread.Value = Thread.CurrentThread;
        return base.Attach(span);
    }
}

/// <summary>Loses the span on threads that are not the pool's.</summary>
[CaughtBy(
    "ASYNC-01", "ASYNC-03", "ASYNC-04", "ASYNC-06", "ASYNC-08", "ASYNC-12", "ASYNC-16", "ASYNC-25", "ASYNC-28",
    "ASYNC-41", "ASYNC-42", "ASYNC-43", "ASYNC-44", "ASYNC-45", "ERR-09", "ERR-10", "ERR-12", "ERR-13",
    "ERR-14", "LIFE-18", "INTEROP-06", "INTEROP-08", "INTEROP-10", "INTEROP-13")]
sealed class RawThreadBlindCarrier : SoundCarrier
{
    readonly AsyncLocal<Thread?> _thread = new();

    public override Span? Current =>
        !Thread.CurrentThread.IsThreadPoolThread && _thread.Value != Thread.CurrentThread ? null : base.Current;

    public override CarrierScope Attach(Span? span)
    {
        _thread.Value = Thread.CurrentThread;
        return base.Attach(span);
    }
}

/// <summary>Loses the span in the tasks of a custom scheduler.</summary>
[CaughtBy("ASYNC-37")]
sealed class SchedulerBlindCarrier : SoundCarrier
{
    public override Span? Current => TaskScheduler.Current == TaskScheduler.Default ? base.Current : null;
}

/// <summary>Loses the span where a synchronization context continues.</summary>
[CaughtBy("ASYNC-39")]
sealed class LoopBlindCarrier : SoundCarrier
{
    public override Span? Current => SynchronizationContext.Current is null ? base.Current : null;
}

/// <summary>Survives a number of awaits and no more.</summary>
abstract class HopsCarrier : SoundCarrier
{
    readonly AsyncLocal<StrongBox<int>?> _hops = new(static change =>
    {
        if (change is { ThreadContextChanged: true, CurrentValue: { } hops })
            Interlocked.Increment(ref hops.Value);
    });
    readonly int _most;

    protected HopsCarrier(int most) => _most = most;

    public override Span? Current => _hops.Value?.Value > _most ? null : base.Current;

    public override CarrierScope Attach(Span? span)
    {
        _hops.Value = new StrongBox<int>();
        return base.Attach(span);
    }
}

/// <summary>Survives 40.</summary>
[CaughtBy("ASYNC-05")]
sealed class WearsOutByAwaitsCarrier() : HopsCarrier(40);

/// <summary>Survives as many as one byte counts.</summary>
[CaughtBy("ASYNC-05")]
sealed class WearsOutByManyAwaitsCarrier() : HopsCarrier(255);

/// <summary>Loses the span in the callbacks of a cancellation.</summary>
[CaughtBy("ASYNC-21")]
sealed class LosesInCallbacksCarrier : SoundCarrier
{
    public override Span? Current =>
        Environment.StackTrace.Contains("ExecuteCallbackHandlers", StringComparison.Ordinal) ? null : base.Current;
}

/// <summary>Hands on to forks of forks, a number of times.</summary>
[CaughtBy("ASYNC-56")]
sealed class GenerationsCarrier : SoundCarrier
{
    readonly AsyncLocal<(Thread? Thread, int Generation)> _flow = new();

    public override Span? Current
    {
        get
        {
            if (_flow.Value is { Thread: { } thread, Generation: var generation } && thread != Thread.CurrentThread)
                _flow.Value = (Thread.CurrentThread, generation + 1);

            return _flow.Value.Generation > 32 ? null : base.Current;
        }
    }

    public override CarrierScope Attach(Span? span)
    {
        _flow.Value = (Thread.CurrentThread, 0);
        return base.Attach(span);
    }
}

/// <summary>Has room for 128 threads at once.</summary>
[CaughtBy("ASYNC-56")]
sealed class Room128ThreadsCarrier : SoundCarrier
{
    readonly ConditionalWeakTable<Thread, object> _served = [];

    public override Span? Current => IsServed ? base.Current : null;

    bool IsServed
    {
        get
        {
            if (_served.TryGetValue(Thread.CurrentThread, out _))
                return true;

            if (_served.Count(static served => served.Key.IsAlive) >= 128)
                return false;

            _served.AddOrUpdate(Thread.CurrentThread, _served);
            return true;
        }
    }
}
