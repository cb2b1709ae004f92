using System.Diagnostics;
using System.Net.Sockets;
using System.Reflection;
using RabbitMQ.Client;

namespace Stackbilt.Observability.Tests;

/// <summary>The broker that <c>.ci/queues</c> has started.</summary>
static class Broker
{
    public static string Address => Environment.GetEnvironmentVariable("STACKBILT_BROKER")
        ?? throw new InvalidOperationException("There is no broker. Run these tests by .ci/queues, which starts one.");

    public static Task<IConnection> ConnectAsync(string? address = null) => Factory(address ?? Address).CreateConnectionAsync(HangGuard.Token);

    /// <summary>A connection that can be cut, as a cable can, and does not come back.</summary>
    public static async Task<(IConnection Connection, Action Cut)> ConnectOnceAsync()
    {
        Socket? socket = null;
        var factory = Factory(Address);
        factory.AutomaticRecoveryEnabled = false;
        factory.SocketFactory = family => new TcpClientAdapter(socket = new Socket(family, SocketType.Stream, ProtocolType.Tcp));
        return (await factory.CreateConnectionAsync(HangGuard.Token), () => socket!.Dispose());
    }

    /// <summary>With confirms: what has been sent is stored by the broker.</summary>
    public static Task<IChannel> OpenAsync(this IConnection connection, ushort atOnce = 1) => connection.CreateChannelAsync(
        new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, consumerDispatchConcurrency: atOnce),
        HangGuard.Token);

    /// <summary>A new queue that a restart of the broker leaves there.</summary>
    public static async Task<string> DeclareAsync(this IChannel channel, params (string Name, object? Value)[] arguments)
    {
        var queue = "orders-" + Guid.NewGuid().ToString("N");
        await channel.QueueDeclareAsync(
            queue, durable: true, exclusive: false, autoDelete: false, arguments.ToDictionary(argument => argument.Name, argument => argument.Value));
        return queue;
    }

    /// <summary>Stops the broker as a machine that is shut down would, and starts it again at the same address.</summary>
    public static async Task RestartAsync() => Assert.Equal(Address, await ScriptAsync("restart"));

    /// <summary>From here on the broker takes what is sent, and does nothing with it.</summary>
    public static Task FreezeAsync() => ScriptAsync("freeze");

    /// <summary>Kills the broker, and starts it again at the same address.</summary>
    public static async Task CrashAsync() => Assert.Equal(Address, await ScriptAsync("crash"));

    static async Task<string> ScriptAsync(string command)
    {
        var folder = typeof(Broker).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static entry => entry.Key == "ProjectDirectory").Value!;
        using var script = Process.Start(new ProcessStartInfo(Path.Combine(folder, "../../.ci/broker"), command) { RedirectStandardOutput = true })!;
        var said = await script.StandardOutput.ReadToEndAsync(HangGuard.Token);
        await script.WaitForExitAsync(HangGuard.Token);
        Assert.Equal(0, script.ExitCode);
        return said.Trim();
    }

    static ConnectionFactory Factory(string address) => new()
    {
        Uri = new Uri(address),
        NetworkRecoveryInterval = TimeSpan.FromMilliseconds(100),
    };
}
