using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>
/// <c>silo</c>: one silo in a process of its own. Asked with three numbers, it says how many chains of so many calls so many callers have
/// made in so many milliseconds.
/// </summary>
static class SiloCommand
{
    public const string Name = "silo";

    public static Command Create()
    {
        var setup = new Argument<int>("setup") { Description = "Which of the setups." };
        var port = new Argument<int>("port") { Description = "Its port for other silos." };
        var gateway = new Argument<int>("gateway") { Description = "Its port for clients." };
        var first = new Argument<int>("first") { Description = "The port of the first silo." };
        var silos = new Argument<int>("silos") { Description = "How many silos there are going to be." };
        var command = new Command(Name, "A silo for the commands grains and growth.") { setup, port, gateway, first, silos };
        command.Hidden = true;
        command.SetAction((arguments, cancellation) => RunAsync(
            SiloSetup.All[arguments.GetValue(setup)],
            arguments.GetValue(port),
            arguments.GetValue(gateway),
            arguments.GetValue(first),
            arguments.GetValue(silos),
            cancellation));
        return command;
    }

    static async Task RunAsync(SiloSetup setup, int port, int gateway, int first, int silos, CancellationToken cancellation)
    {
        SiloSetup.Running = setup;
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(port, gateway, port == first ? null : new IPEndPoint(IPAddress.Loopback, first));
            silo.AddPlacementDirector<NextSiloPlacement>(_ => new NextSiloDirector(silos));
            setup.Add(silo);
        });
        using var host = builder.Build();
        await host.StartAsync(cancellation);
        await MeasuredProcess.AnswerAsync(question => LoadAsync(host.Services, setup, [.. question.Split(' ').Select(Number)]));
        await host.StopAsync(cancellation);
    }

    static async Task<string> LoadAsync(IServiceProvider services, SiloSetup setup, int[] load)
    {
        var (callers, hops, milliseconds) = (load[0], load[1], load[2]);
        var grains = services.GetRequiredService<IGrainFactory>();
        var watch = Stopwatch.StartNew();
        var chains = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var first = grains.GetGrain<IHop>(HopGrain.FirstKey(caller));
            var made = 0L;
            for (; watch.ElapsedMilliseconds < milliseconds; made++)
            {
                using var root = setup.StartRoot(services, "chain");
                await first.HopAsync(hops - 1);
            }

            return made;
        })));
        return string.Create(CultureInfo.InvariantCulture, $"{chains.Sum()} {watch.Elapsed.TotalSeconds}");
    }

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
