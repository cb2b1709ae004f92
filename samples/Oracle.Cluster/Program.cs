using System.CommandLine;
using Microsoft.Extensions.Options;
using OracleCluster;
using Stackbilt.Observability;

var scripts = new Option<string[]>("--script")
{
    Description = "A script to send, by its name in the folder scripts or as a file; may be given several times. The default is three-cards.",
    DefaultValueFactory = _ => ["three-cards"],
};
var count = new Option<int>("--count") { Description = "How often each script is sent.", DefaultValueFactory = _ => 1 };
var json = new Option<FileInfo?>("--json") { Description = "Also write the spans of all processes to this file." };
var serve = new Option<bool>("--serve") { Description = "Send nothing: keep running, and print the address." };
var carrier = new Option<string?>("--carrier") { Description = "How the active span travels, in every process: a short form of --Stackbilt:Observability:Carrier." };
var broker = new Option<string>("--broker")
{
    Description = "The address of RabbitMQ; the environment variable ORACLE_BROKER says it as well.",
    DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ORACLE_BROKER") ?? "amqp://guest:guest@127.0.0.1:5672",
};
var command = new RootCommand("A traced request over five processes: an entry, three silos of Orleans, an oracle behind a queue of RabbitMQ. Any other argument is configuration.")
{
    scripts, count, json, serve, carrier, broker,
};
command.TreatUnmatchedTokensAsErrors = false;
command.SetAction(async (arguments, cancellation) =>
{
    var settings = arguments.UnmatchedTokens.ToList();
    if (arguments.GetValue(carrier) is { } chosen)
        settings.Add($"--{ObservabilityOptions.SectionName}:Carrier={chosen}");

    try
    {
        var requested = Requested.Of(arguments.GetValue(broker)!, arguments.GetValue(scripts)!, arguments.GetValue(count), arguments.GetValue(json));
        var layout = Layout.OnThisMachine(requested.Broker);
        await using var cluster = await Cluster.StartAsync(layout, [.. settings], cancellation);
        if (arguments.GetValue(serve))
            await cluster.ServeAsync(cancellation);
        else
            await Demonstration.RunAsync(cluster, requested, cancellation);

        return 0;
    }
    catch (Exception) when (cancellation.IsCancellationRequested)
    {
        // Ctrl+C, also where it has ended a process that was just starting.
        return 130;
    }
    catch (Exception wrong) when (wrong is OptionsValidationException or ClusterException)
    {
        await Console.Error.WriteLineAsync(wrong.Message);
        return 1;
    }
});

// The other processes are this program as well. They read the rest from their input.
var process = new Argument<string>("process");
var member = new Command("process", "One of the processes; the entry starts them.") { Hidden = true, Arguments = { process }, TreatUnmatchedTokensAsErrors = false };
member.SetAction((arguments, _) => Member.RunAsync(arguments.GetValue(process)!, [.. arguments.UnmatchedTokens]));
command.Subcommands.Add(member);

// Enough for all processes to stop after Ctrl+C.
return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
