using System.CommandLine;

namespace Stackbilt.Observability.Benchmarks;

/// <summary><c>messages</c>: how many messages go through a real broker with each way of tracing, in turn.</summary>
static class MessagesCommand
{
    const string Variable = "STACKBILT_BROKER";

    public static Command Create()
    {
        var options = new StudyOptions(starts: 5, rounds: 3, milliseconds: 1000);
        var broker = new Option<string?>("--broker")
        {
            Description = $"The address of a RabbitMQ broker; without it, {Variable}.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable(Variable),
        };
        var command = new Command("messages", "Messages per second through RabbitMQ, with each way of tracing.") { broker };
        options.AddTo(command);
        command.SetAction(async (arguments, cancellation) =>
        {
            if (arguments.GetValue(broker) is not { Length: > 0 } address)
            {
                await Console.Error.WriteLineAsync(
                    $"No broker is given. \".ci/broker start\" starts one and prints its address, which goes into {Variable} or --broker; "
                    + "\".ci/broker stop\" ends it.");
                return 1;
            }

            var study = options.Of(arguments, ShopSetup.All.Count, loads: 1, new WarmUp(Milliseconds: 300, Least: 6, Most: 16));
            var measured = await study.RunAsync(setup => Shop.StartAsync(setup, address, cancellation), cancellation);
            var rows = ShopSetup.All.Zip(measured[0], static (setup, medians) => new TracingRow(setup.Name, setup.ExportedPerMessage, medians));
            TracingTable.Show("messages", "message", "message", [.. rows], options.IsWritten(arguments));
            return 0;
        });
        return command;
    }
}
