using System.CommandLine;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>
/// <c>serve</c>: a server on the first core, in a process of its own. Asked for its address, it says where it listens.
/// </summary>
static class ServeCommand
{
    public const string Name = "serve";
    public const string Address = "address";

    /// <summary>An endpoint that does nothing, and one with three spans, each inside the one before.</summary>
    public static readonly IReadOnlyList<string> Endpoints = ["bare", "children"];

    public static Command Create()
    {
        var setup = new Argument<int>("setup") { Description = "Which of the setups." };
        var command = new Command(Name, "A server for the command requests.") { setup };
        command.Hidden = true;
        command.SetAction((arguments, cancellation) => ServeAsync(ServedSetup.All[arguments.GetValue(setup)], cancellation));
        return command;
    }

    static async Task ServeAsync(ServedSetup setup, CancellationToken cancellation)
    {
        using var process = Process.GetCurrentProcess();
        if (OperatingSystem.IsLinux())
            process.ProcessorAffinity = 1;

        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        setup.Add(builder);
        await using var app = builder.Build();
        setup.Use(app);
        app.MapGet("/bare", static () => "hello");
        app.MapGet("/children", () =>
        {
            using var first = setup.StartChild("first");
            using var second = setup.StartChild("second");
            using var third = setup.StartChild("third");
            return "hello";
        });
        await app.StartAsync(cancellation);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        await MeasuredProcess.AnswerAsync(_ => Task.FromResult(address));
        await app.StopAsync(cancellation);
    }
}
