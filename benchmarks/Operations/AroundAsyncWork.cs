using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>An operation that runs asynchronous work, which gives up its thread once.</summary>
public interface IAsyncOperation : IOperation
{
    /// <summary>What the work awaits.</summary>
    Turn Turn { get; }
}

/// <summary>Ours: a child started, active around an async method that yields once, ended; AsyncLocal carrier, recorded.</summary>
public struct ActiveChildAroundAsync : IAsyncOperation
{
    OurTracing _tracing;

    /// <inheritdoc />
    public Turn Turn { get; private set; }

    /// <inheritdoc />
    public void Enter()
    {
        Turn = new Turn();
        _tracing = OurTracing.Recorded(new AsyncLocalCarrier()).MakeActive();
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run() => Turn.RunToEnd(ServeAsync(Turn));

    /// <inheritdoc />
    public readonly void Leave() => _tracing.Dispose();

    static async Task ServeAsync(Turn turn)
    {
        using var child = ActiveSpan.Current?.StartActiveChild("child");
        await AsyncWork.YieldOnceAsync(turn);
    }
}

/// <summary>Peer: the same with OpenTelemetry's <c>StartActiveSpan</c>.</summary>
public struct ActiveTelemetrySpanAroundAsync : IAsyncOperation
{
    OpenTelemetryTracing _tracing;

    /// <inheritdoc />
    public Turn Turn { get; private set; }

    /// <inheritdoc />
    public void Enter()
    {
        Turn = new Turn();
        _tracing = new OpenTelemetryTracing().MakeActive();
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run() => Turn.RunToEnd(ServeAsync(_tracing.Tracer, Turn));

    /// <inheritdoc />
    public readonly void Leave() => _tracing.Dispose();

    static async Task ServeAsync(OpenTelemetry.Trace.Tracer tracer, Turn turn)
    {
        using var child = tracer.StartActiveSpan("child");
        await AsyncWork.YieldOnceAsync(turn);
    }
}

/// <summary>The floor of the two: the same async methods and no span at all.</summary>
public struct AsyncAlone : IAsyncOperation
{
    /// <inheritdoc />
    public Turn Turn { get; private set; }

    /// <inheritdoc />
    public void Enter()
    {
        Turn = new Turn();
        Surroundings.Enter();
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run() => Turn.RunToEnd(ServeAsync(Turn));

    /// <inheritdoc />
    public readonly void Leave()
    {
    }

    static async Task ServeAsync(Turn turn) => await AsyncWork.YieldOnceAsync(turn);
}

/// <summary>The floor of a span that is active in them: the same async methods with the least span.</summary>
public struct LeastSpanAroundAsync : IAsyncOperation
{
    LeastSpan _parent;

    /// <inheritdoc />
    public Turn Turn { get; private set; }

    /// <inheritdoc />
    public void Enter()
    {
        Turn = new Turn();
        Surroundings.Enter();
        _parent = LeastSpan.Start(parentId: 0, "parent");
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run() => Turn.RunToEnd(ServeAsync(Turn));

    /// <inheritdoc />
    public readonly void Leave() => _parent.Dispose();

    static async Task ServeAsync(Turn turn)
    {
        using var child = LeastSpan.Current?.StartChild("child");
        await AsyncWork.YieldOnceAsync(turn);
    }
}

static class AsyncWork
{
    public static async Task YieldOnceAsync(Turn turn) => await turn;
}
