using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>
/// The least that can be called a span over an activity: found where the flow is, ended once, and whoever ends it in another flow
/// leaves that flow as it was.
/// </summary>
sealed class LeastActivitySpan(LeastActivitySpan? around, Activity activity, string name) : IDisposable
{
    [ThreadStatic]
    static LeastActivitySpan? _last;

    int _ended;

    /// <summary>As given.</summary>
    public string Name { get; } = name;

    /// <summary>What the platform records.</summary>
    public Activity Activity => activity;

    /// <summary>What is active in this flow; null where nothing is.</summary>
    public static LeastActivitySpan? Current =>
        Activity.Current is not { } current ? null
        : _last is { } last && ReferenceEquals(last.Activity, current) ? last
        : _last = new LeastActivitySpan(around: null, current, current.DisplayName);

    /// <summary>Starts one below this one, and makes it active.</summary>
    public LeastActivitySpan? StartChild(ActivitySource source, string child)
    {
        if (!ReferenceEquals(Activity.Current, activity) || source.StartActivity(child) is not { } started)
            return null;

        return _last = new LeastActivitySpan(this, started, child);
    }

    /// <summary>Ends it, once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;

        var before = Activity.Current;
        activity.Stop();
        if (ReferenceEquals(before, activity))
            _last = around;
        else
            Activity.Current = before;
    }
}

/// <summary>A floor: the least span over an activity that the OpenTelemetry SDK listens to.</summary>
public struct LeastActiveActivity : IOperation
{
    OpenTelemetryTracing _tracing;

    /// <inheritdoc />
    public void Enter() => _tracing = new OpenTelemetryTracing().MakeActive();

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        using var child = LeastActivitySpan.Current?.StartChild(_tracing.Source, "child");
        return child?.Activity;
    }

    /// <inheritdoc />
    public readonly void Leave() => _tracing.Dispose();
}

/// <summary>A floor: finding the current activity, and asking the SDK whether it wants a child of it.</summary>
public struct AskTheSampler : IOperation
{
    OpenTelemetryTracing _tracing;

    /// <inheritdoc />
    public void Enter() => _tracing = new OpenTelemetryTracing(new OpenTelemetry.Trace.AlwaysOffSampler()).MakeActive();

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run() => Activity.Current is { } current
        ? _tracing.Source.CreateActivity("child", ActivityKind.Internal, current.Context)
        : this;

    /// <inheritdoc />
    public readonly void Leave() => _tracing.Dispose();
}
