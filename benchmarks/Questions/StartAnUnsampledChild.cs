using BenchmarkDotNet.Attributes;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>What does an active child cost in a trace that is not sampled?</summary>
[MemoryDiagnoser]
public class StartAnUnsampledChild
{
    UnsampledActiveChild _ours;
    HeardUnsampledActiveChild _oursHeard;
    UnsampledActiveTelemetrySpan _openTelemetry;

    /// <summary>Prepares <see cref="Ours"/>.</summary>
    [GlobalSetup(Target = nameof(Ours))]
    public void EnterOurs() => _ours.Enter();

    /// <summary><see cref="UnsampledActiveChild"/>.</summary>
    [Benchmark]
    public object? Ours() => _ours.Run();

    /// <summary>Prepares <see cref="OursHeard"/>.</summary>
    [GlobalSetup(Target = nameof(OursHeard))]
    public void EnterOursHeard() => _oursHeard.Enter();

    /// <summary><see cref="HeardUnsampledActiveChild"/>.</summary>
    [Benchmark]
    public object? OursHeard() => _oursHeard.Run();

    /// <summary>Prepares <see cref="OpenTelemetry"/>.</summary>
    [GlobalSetup(Target = nameof(OpenTelemetry))]
    public void EnterOpenTelemetry() => _openTelemetry.Enter();

    /// <summary><see cref="UnsampledActiveTelemetrySpan"/>.</summary>
    [Benchmark(Baseline = true)]
    public object? OpenTelemetry() => _openTelemetry.Run();
}
