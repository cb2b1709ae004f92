using BenchmarkDotNet.Attributes;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>What does a child add to asynchronous work that yields once?</summary>
[MemoryDiagnoser]
public class TraceAsyncWork
{
    ActiveChildAroundAsync _ours;
    ActiveTelemetrySpanAroundAsync _openTelemetry;
    AsyncAlone _noSpan;

    /// <summary>Prepares <see cref="Ours"/>.</summary>
    [GlobalSetup(Target = nameof(Ours))]
    public void EnterOurs() => _ours.Enter();

    /// <summary><see cref="ActiveChildAroundAsync"/>.</summary>
    [Benchmark]
    public object? Ours() => _ours.Run();

    /// <summary>Prepares <see cref="OpenTelemetry"/>.</summary>
    [GlobalSetup(Target = nameof(OpenTelemetry))]
    public void EnterOpenTelemetry() => _openTelemetry.Enter();

    /// <summary><see cref="ActiveTelemetrySpanAroundAsync"/>.</summary>
    [Benchmark(Baseline = true)]
    public object? OpenTelemetry() => _openTelemetry.Run();

    /// <summary>Prepares <see cref="NoSpan"/>.</summary>
    [GlobalSetup(Target = nameof(NoSpan))]
    public void EnterNoSpan() => _noSpan.Enter();

    /// <summary><see cref="AsyncAlone"/>.</summary>
    [Benchmark]
    public object? NoSpan() => _noSpan.Run();
}
