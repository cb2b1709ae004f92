using BenchmarkDotNet.Attributes;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>What does it cost to ask what is active?</summary>
[MemoryDiagnoser]
public class ReadTheActiveSpan
{
    ReadActiveSpan _ours;
    ReadAsyncLocal _asyncLocal;
    ReadActivityCurrent _activityCurrent;
    ReadRuntimeContextSlot _runtimeContextSlot;

    /// <summary>Prepares <see cref="Ours"/>.</summary>
    [GlobalSetup(Target = nameof(Ours))]
    public void EnterOurs() => _ours.Enter();

    /// <summary><see cref="ReadActiveSpan"/>.</summary>
    [Benchmark]
    public object? Ours() => _ours.Run();

    /// <summary>Prepares <see cref="AsyncLocal"/>.</summary>
    [GlobalSetup(Target = nameof(AsyncLocal))]
    public void EnterAsyncLocal() => _asyncLocal.Enter();

    /// <summary><see cref="ReadAsyncLocal"/>.</summary>
    [Benchmark(Baseline = true)]
    public object? AsyncLocal() => _asyncLocal.Run();

    /// <summary>Prepares <see cref="ActivityCurrent"/>.</summary>
    [GlobalSetup(Target = nameof(ActivityCurrent))]
    public void EnterActivityCurrent() => _activityCurrent.Enter();

    /// <summary><see cref="ReadActivityCurrent"/>.</summary>
    [Benchmark]
    public object? ActivityCurrent() => _activityCurrent.Run();

    /// <summary>Prepares <see cref="RuntimeContextSlot"/>.</summary>
    [GlobalSetup(Target = nameof(RuntimeContextSlot))]
    public void EnterRuntimeContextSlot() => _runtimeContextSlot.Enter();

    /// <summary><see cref="ReadRuntimeContextSlot"/>.</summary>
    [Benchmark]
    public object? RuntimeContextSlot() => _runtimeContextSlot.Run();
}
