using BenchmarkDotNet.Attributes;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>And with a text and a number on it?</summary>
[MemoryDiagnoser]
public class StartAnActiveChildWithAttributes
{
    ActiveChildWithAttributes _ours;
    ActiveTelemetrySpanWithAttributes _openTelemetry;

    /// <summary>Prepares <see cref="Ours"/>.</summary>
    [GlobalSetup(Target = nameof(Ours))]
    public void EnterOurs() => _ours.Enter();

    /// <summary><see cref="ActiveChildWithAttributes"/>.</summary>
    [Benchmark]
    public object? Ours() => _ours.Run();

    /// <summary>Prepares <see cref="OpenTelemetry"/>.</summary>
    [GlobalSetup(Target = nameof(OpenTelemetry))]
    public void EnterOpenTelemetry() => _openTelemetry.Enter();

    /// <summary><see cref="ActiveTelemetrySpanWithAttributes"/>.</summary>
    [Benchmark(Baseline = true)]
    public object? OpenTelemetry() => _openTelemetry.Run();
}
