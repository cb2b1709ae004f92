using System.Collections.Concurrent;
using RabbitMQ.Client;

namespace Stackbilt.Observability.Tests;

/// <summary>A shop in this process, with a connection, a queue and what its spans tell.</summary>
sealed class RunningShop : IAsyncDisposable
{
    readonly ConcurrentQueue<SpanLine> _spans = [];
    readonly TaskCompletionSource _recovered = Signal();

    RunningShop(IConnection connection, IChannel channel, string queue, string program, IncomingTrace incoming, ushort atOnce)
    {
        (Connection, Channel, Queue) = (connection, channel, queue);
        Tracer = program == Shops.Untraced
            ? null
            : new Tracer(Carriers.Named(program), [new SpanTeller(_spans.Enqueue), Recorder]);
        Shop = new Shop(channel, queue, Tracer)
        {
            Incoming = incoming,
            AtOnce = atOnce,
            Work = (order, isAgain) => Work(order, isAgain),
            OnHandled = handled => OnHandled(handled),
        };
        connection.RecoverySucceededAsync += (_, _) =>
        {
            _recovered.TrySetResult();
            return Task.CompletedTask;
        };
    }

    public IConnection Connection { get; }

    public IChannel Channel { get; }

    public string Queue { get; }

    public Tracer? Tracer { get; }

    public SpanRecorder Recorder { get; } = new();

    public Shop Shop { get; }

    public Func<string, bool, Task> Work { get; set; } = static (_, _) => Task.CompletedTask;

    public Action<string> OnHandled { get; set; } = static _ => { };

    /// <summary>Once the client has connected again by itself.</summary>
    public Task Recovered => _recovered.Task.Guarded();

    public Outcome Outcome => new([.. Shop.Handled], [.. _spans]);

    public static async Task<RunningShop> StartAsync(
        string program, IncomingTrace incoming = IncomingTrace.Continue, ushort atOnce = 1, params (string Name, object? Value)[] arguments)
    {
        var connection = await Broker.ConnectAsync();
        var channel = await connection.OpenAsync(atOnce);
        return new RunningShop(connection, channel, await channel.DeclareAsync(arguments), program, incoming, atOnce);
    }

    /// <summary>On a connection of the test's, and on a queue that is there where one is named.</summary>
    public static async Task<RunningShop> StartAsync(IConnection connection, string program, string? queue = null)
    {
        var channel = await connection.OpenAsync();
        return new RunningShop(connection, channel, queue ?? await channel.DeclareAsync(), program, IncomingTrace.Continue, atOnce: 1);
    }

    public static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits until an order has been handled, whatever was told of it before.</summary>
    public Task UntilHandled(string order)
    {
        var done = Signal();
        OnHandled = handled =>
        {
            if (handled == order)
                done.TrySetResult();
        };
        return done.Task.Guarded();
    }

    public async ValueTask DisposeAsync()
    {
        await Channel.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
