using System.Globalization;
using RabbitMQ.Client;

namespace Stackbilt.Observability.Tests;

/// <summary>The shop as a process of its own: it sends orders, or works on them until one of them is handled.</summary>
static class Program
{
    static readonly TextWriter Out = TextWriter.Synchronized(Console.Out);

    /// <summary><c>send ADDRESS QUEUE CARRIER COUNT</c>, or <c>work ADDRESS QUEUE CARRIER LAST [HOLD]</c>.</summary>
    static async Task Main(string[] arguments)
    {
        var (address, queue, carrier) = (arguments[1], arguments[2], arguments[3]);
        await using var connection = await Broker.ConnectAsync(address);
        await using var channel = await connection.OpenAsync();
        var tracer = carrier == Shops.Untraced
            ? null
            : new Tracer(Carriers.Named(carrier), [new SpanTeller(static line => Out.WriteLine(line))]);
        if (arguments[0] == "send")
            await SendAsync(new Shop(channel, queue, tracer), int.Parse(arguments[4], CultureInfo.InvariantCulture));
        else
            await WorkAsync(channel, queue, tracer, arguments[4], arguments.ElementAtOrDefault(5));
    }

    static async Task SendAsync(Shop shop, int count)
    {
        for (var order = 1; order <= count; order++)
            await shop.SendAsync("order " + order);
    }

    static async Task WorkAsync(IChannel channel, string queue, Tracer? tracer, string last, string? hold)
    {
        var isDone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var shop = new Shop(channel, queue, tracer)
        {
            Work = async (order, _) =>
            {
                if (order != hold)
                    return;

                // To be killed here.
                Out.WriteLine("holding");
                await isDone.Task;
            },
            OnHandled = handled =>
            {
                Out.WriteLine("handled " + handled);
                if (handled.StartsWith(last, StringComparison.Ordinal))
                    isDone.SetResult();
            },
        };
        await shop.ConsumeAsync();
        await isDone.Task;
    }
}
