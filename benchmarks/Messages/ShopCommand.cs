using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Hosting;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>
/// <c>shop</c>: a producer and a consumer in a process of their own. Asked with milliseconds, it says how many messages were handled
/// in how many seconds.
/// </summary>
static class ShopCommand
{
    public const string Name = "shop";

    public static Command Create()
    {
        var setup = new Argument<int>("setup") { Description = "Which of the setups." };
        var broker = new Argument<string>("broker") { Description = "The address of the broker." };
        var command = new Command(Name, "A producer and a consumer for the command messages.") { setup, broker };
        command.Hidden = true;
        command.SetAction((arguments, cancellation) => RunAsync(
            ShopSetup.All[arguments.GetValue(setup)], arguments.GetValue(broker)!, cancellation));
        return command;
    }

    static async Task RunAsync(ShopSetup setup, string broker, CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        setup.Add(builder.Services);
        using var host = builder.Build();
        await host.StartAsync(cancellation);
        await using (var load = await ShopLoad.StartAsync(setup.Open(host.Services), broker, cancellation))
            await MeasuredProcess.AnswerAsync(question => load.RunAsync(int.Parse(question, CultureInfo.InvariantCulture)));

        await host.StopAsync(cancellation);
    }
}
