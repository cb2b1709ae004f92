using BenchmarkDotNet.Attributes;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>What does the guard around a carrier of somebody else's cost while nothing fails?</summary>
[MemoryDiagnoser]
public class GuardACarrier
{
    ReadGuarded _readGuarded;
    ReadUnguarded _readUnguarded;
    AttachGuarded _attachGuarded;
    AttachUnguarded _attachUnguarded;

    /// <summary>Prepares <see cref="ReadThroughTheGuard"/>.</summary>
    [GlobalSetup(Target = nameof(ReadThroughTheGuard))]
    public void EnterReadThroughTheGuard() => _readGuarded.Enter();

    /// <summary><see cref="ReadGuarded"/>.</summary>
    [Benchmark]
    public object? ReadThroughTheGuard() => _readGuarded.Run();

    /// <summary>Prepares <see cref="Read"/>.</summary>
    [GlobalSetup(Target = nameof(Read))]
    public void EnterRead() => _readUnguarded.Enter();

    /// <summary><see cref="ReadUnguarded"/>.</summary>
    [Benchmark(Baseline = true)]
    public object? Read() => _readUnguarded.Run();

    /// <summary>Prepares <see cref="AttachThroughTheGuard"/>.</summary>
    [GlobalSetup(Target = nameof(AttachThroughTheGuard))]
    public void EnterAttachThroughTheGuard() => _attachGuarded.Enter();

    /// <summary><see cref="AttachGuarded"/>.</summary>
    [Benchmark]
    public object? AttachThroughTheGuard() => _attachGuarded.Run();

    /// <summary>Prepares <see cref="Attach"/>.</summary>
    [GlobalSetup(Target = nameof(Attach))]
    public void EnterAttach() => _attachUnguarded.Enter();

    /// <summary><see cref="AttachUnguarded"/>.</summary>
    [Benchmark]
    public object? Attach() => _attachUnguarded.Run();
}
