using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>
/// The least span over an activity that is found in a slot of its own, so that other people's activities do not count: skipped
/// when it has ended, ended once, and whoever ends it in another flow leaves that flow as it was.
/// </summary>
/// <param name="outside">What was active before it; null for nothing.</param>
/// <param name="activity">What the platform records; not null.</param>
/// <param name="name">What the work does; not null.</param>
public sealed class LeastSlottedActivitySpan(LeastSlottedActivitySpan? outside, Activity activity, string name) : IDisposable
{
    static readonly AsyncLocal<LeastSlottedActivitySpan?> Slot = new();

    int _ended;

    /// <summary>As given.</summary>
    public string Name { get; } = name;

    /// <summary>What the platform records.</summary>
    public Activity Activity => activity;

    /// <summary>What is active in this flow; null where nothing is.</summary>
    public static LeastSlottedActivitySpan? Current
    {
        get
        {
            var span = Slot.Value;
            while (span is { _ended: not 0 })
                span = span.Outside;

            return span;
        }
    }

    LeastSlottedActivitySpan? Outside => outside;

    /// <summary>Starts one and makes it active; null where nobody listens.</summary>
    /// <param name="source">What it comes from.</param>
    /// <param name="name">What the work does.</param>
    public static LeastSlottedActivitySpan? Start(ActivitySource source, string name) =>
        source.StartActivity(name) is { } started ? Slot.Value = new LeastSlottedActivitySpan(Current, started, name) : null;

    /// <summary>Starts one below this one, and makes it active; null where nobody listens.</summary>
    /// <param name="source">What it comes from.</param>
    /// <param name="child">What the work does.</param>
    public LeastSlottedActivitySpan? StartChild(ActivitySource source, string child)
    {
        if (!ReferenceEquals(Activity.Current, activity) || source.StartActivity(child) is not { } started)
            return null;

        return Slot.Value = new LeastSlottedActivitySpan(this, started, child);
    }

    /// <summary>Ends it, once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;

        var before = Activity.Current;
        activity.Stop();
        if (!ReferenceEquals(before, activity))
            Activity.Current = before;
    }
}

/// <summary>A floor: the least span over an activity with a slot of its own, while the OpenTelemetry SDK listens.</summary>
public struct LeastActiveSlottedActivity : IOperation
{
    OpenTelemetryTracing _tracing;
    LeastSlottedActivitySpan? _parent;

    /// <inheritdoc />
    public void Enter()
    {
        Surroundings.Enter();
        _tracing = new OpenTelemetryTracing();
        _parent = LeastSlottedActivitySpan.Start(_tracing.Source, "parent");
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        using var child = LeastSlottedActivitySpan.Current?.StartChild(_tracing.Source, "child");
        return child?.Activity;
    }

    /// <inheritdoc />
    public readonly void Leave()
    {
        _parent?.Dispose();
        _tracing.Dispose();
    }
}
