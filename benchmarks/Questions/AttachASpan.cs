using BenchmarkDotNet.Attributes;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>What does it cost to make a span active for a while?</summary>
[MemoryDiagnoser]
public class AttachASpan
{
    AttachAndDispose _ours;
    AttachCurrentAndDispose _oursAlreadyActive;
    SetAndRestoreAsyncLocal _asyncLocal;
    SetAndRestoreRuntimeContextSlot _runtimeContextSlot;
    PushAndPopLogScope _logScope;

    /// <summary>Prepares <see cref="Ours"/>.</summary>
    [GlobalSetup(Target = nameof(Ours))]
    public void EnterOurs() => _ours.Enter();

    /// <summary><see cref="AttachAndDispose"/>.</summary>
    [Benchmark]
    public object? Ours() => _ours.Run();

    /// <summary>Prepares <see cref="OursAlreadyActive"/>.</summary>
    [GlobalSetup(Target = nameof(OursAlreadyActive))]
    public void EnterOursAlreadyActive() => _oursAlreadyActive.Enter();

    /// <summary><see cref="AttachCurrentAndDispose"/>.</summary>
    [Benchmark]
    public object? OursAlreadyActive() => _oursAlreadyActive.Run();

    /// <summary>Prepares <see cref="AsyncLocal"/>.</summary>
    [GlobalSetup(Target = nameof(AsyncLocal))]
    public void EnterAsyncLocal() => _asyncLocal.Enter();

    /// <summary><see cref="SetAndRestoreAsyncLocal"/>.</summary>
    [Benchmark(Baseline = true)]
    public object? AsyncLocal() => _asyncLocal.Run();

    /// <summary>Prepares <see cref="RuntimeContextSlot"/>.</summary>
    [GlobalSetup(Target = nameof(RuntimeContextSlot))]
    public void EnterRuntimeContextSlot() => _runtimeContextSlot.Enter();

    /// <summary><see cref="SetAndRestoreRuntimeContextSlot"/>.</summary>
    [Benchmark]
    public object? RuntimeContextSlot() => _runtimeContextSlot.Run();

    /// <summary>Prepares <see cref="LogScope"/>.</summary>
    [GlobalSetup(Target = nameof(LogScope))]
    public void EnterLogScope() => _logScope.Enter();

    /// <summary><see cref="PushAndPopLogScope"/>.</summary>
    [Benchmark]
    public object? LogScope() => _logScope.Run();
}
