namespace Stackbilt.Observability.Tests;

/// <summary>What reaches this silo stays there until it is killed, but for the first call.</summary>
static class KilledSilo
{
    public const string Ready = "ready";

    public static async Task RunAsync(string program, int port, int primary)
    {
        var never = new TaskCompletionSource();
        var around = new Surroundings(call => call == Ways.Answered ? Task.CompletedTask : never.Task);
        using var heard = TracedSilo.Listen(program, around);
        using var silo = TracedSilo.Create(program, around, port, primary);
        await silo.StartAsync();
        around.Say(Ready);

        // Not longer than the one that has started it.
        await Console.In.ReadToEndAsync();
    }
}
