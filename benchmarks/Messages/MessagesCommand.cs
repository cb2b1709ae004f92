using System.CommandLine;

namespace Stackbilt.Observability.Benchmarks;

/// <summary><c>messages</c>: how many messages go through a real broker with each way of tracing, in turn.</summary>
static class MessagesCommand
{
    const string Variable = "STACKBILT_BROKER";

    public static Command Create()
    {
        var write = new Option<bool>("--write") { Description = $"Also write the table into {PerformancePage.RelativePath}." };
        var broker = new Option<string?>("--broker")
        {
            Description = $"The address of a RabbitMQ broker; without it, {Variable}.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable(Variable),
        };
        var rounds = new Option<int>("--rounds") { Description = "How often each is measured.", DefaultValueFactory = _ => 15 };
        var milliseconds = new Option<int>("--milliseconds") { Description = "How long each time.", DefaultValueFactory = _ => 1500 };
        var command = new Command("messages", "Messages per second through RabbitMQ, with each way of tracing.")
        {
            write, broker, rounds, milliseconds,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            if (arguments.GetValue(broker) is not { Length: > 0 } address)
            {
                await Console.Error.WriteLineAsync(
                    $"No broker is given. \".ci/broker start\" starts one and prints its address, which goes into {Variable} or --broker; "
                    + "\".ci/broker stop\" ends it.");
                return 1;
            }

            var measured = await MessageStudy.RunAsync(
                address, arguments.GetValue(rounds), arguments.GetValue(milliseconds), cancellation);
            TracingTable.Show(
                "messages", "message", [.. ShopSetup.All.Zip(measured, static (setup, medians) => (setup.Name, medians))], arguments.GetValue(write));
            return 0;
        });
        return command;
    }
}
