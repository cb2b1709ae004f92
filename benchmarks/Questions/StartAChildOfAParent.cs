using BenchmarkDotNet.Attributes;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>What does a child cost whose parent was passed in?</summary>
[MemoryDiagnoser]
public class StartAChildOfAParent
{
    ChildOfParent _ours;
    KeptChildOfParent _kept;
    TelemetrySpanOfParent _openTelemetry;

    /// <summary>Prepares <see cref="Ours"/>.</summary>
    [GlobalSetup(Target = nameof(Ours))]
    public void EnterOurs() => _ours.Enter();

    /// <summary><see cref="ChildOfParent"/>.</summary>
    [Benchmark]
    public object? Ours() => _ours.Run();

    /// <summary>Prepares <see cref="Kept"/>.</summary>
    [GlobalSetup(Target = nameof(Kept))]
    public void EnterKept() => _kept.Enter();

    /// <summary><see cref="KeptChildOfParent"/>.</summary>
    [Benchmark]
    public object? Kept() => _kept.Run();

    /// <summary>Prepares <see cref="OpenTelemetry"/>.</summary>
    [GlobalSetup(Target = nameof(OpenTelemetry))]
    public void EnterOpenTelemetry() => _openTelemetry.Enter();

    /// <summary><see cref="TelemetrySpanOfParent"/>.</summary>
    [Benchmark(Baseline = true)]
    public object? OpenTelemetry() => _openTelemetry.Run();
}
