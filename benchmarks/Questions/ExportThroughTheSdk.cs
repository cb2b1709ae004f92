using BenchmarkDotNet.Attributes;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>What does an active child cost while the OpenTelemetry SDK listens?</summary>
[MemoryDiagnoser]
public class ExportThroughTheSdk
{
    HeardActiveChild _ours;
    ActiveTelemetrySpan _openTelemetry;
    HeardActivity _activity;

    /// <summary>Prepares <see cref="Ours"/>.</summary>
    [GlobalSetup(Target = nameof(Ours))]
    public void EnterOurs() => _ours.Enter();

    /// <summary><see cref="HeardActiveChild"/>.</summary>
    [Benchmark]
    public object? Ours() => _ours.Run();

    /// <summary>Prepares <see cref="OpenTelemetry"/>.</summary>
    [GlobalSetup(Target = nameof(OpenTelemetry))]
    public void EnterOpenTelemetry() => _openTelemetry.Enter();

    /// <summary><see cref="ActiveTelemetrySpan"/>.</summary>
    [Benchmark(Baseline = true)]
    public object? OpenTelemetry() => _openTelemetry.Run();

    /// <summary>Prepares <see cref="Activity"/>.</summary>
    [GlobalSetup(Target = nameof(Activity))]
    public void EnterActivity() => _activity.Enter();

    /// <summary><see cref="HeardActivity"/>.</summary>
    [Benchmark]
    public object? Activity() => _activity.Run();
}
