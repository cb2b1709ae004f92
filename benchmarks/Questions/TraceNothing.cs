using BenchmarkDotNet.Attributes;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>What does a line that starts a child cost where nothing is traced?</summary>
[MemoryDiagnoser]
public class TraceNothing
{
    StartChildUnderNull _oursUnderNull;
    StartChildUnbound _oursUnbound;
    StartActivityUnheard _activityUnheard;

    /// <summary>Prepares <see cref="OursUnderNull"/>.</summary>
    [GlobalSetup(Target = nameof(OursUnderNull))]
    public void EnterOursUnderNull() => _oursUnderNull.Enter();

    /// <summary><see cref="StartChildUnderNull"/>.</summary>
    [Benchmark]
    public object? OursUnderNull() => _oursUnderNull.Run();

    /// <summary>Prepares <see cref="OursUnbound"/>.</summary>
    [GlobalSetup(Target = nameof(OursUnbound))]
    public void EnterOursUnbound() => _oursUnbound.Enter();

    /// <summary><see cref="StartChildUnbound"/>.</summary>
    [Benchmark]
    public object? OursUnbound() => _oursUnbound.Run();

    /// <summary>Prepares <see cref="ActivityUnheard"/>.</summary>
    [GlobalSetup(Target = nameof(ActivityUnheard))]
    public void EnterActivityUnheard() => _activityUnheard.Enter();

    /// <summary><see cref="StartActivityUnheard"/>.</summary>
    [Benchmark(Baseline = true)]
    public object? ActivityUnheard() => _activityUnheard.Run();
}
