using System.Runtime.InteropServices;
using System.Text.Json;

namespace OracleCluster;

/// <summary>A process that the entry has started: a silo, or the oracle.</summary>
static class Member
{
    public const string Started = "started";
    public const string Ready = "ready";

    public static async Task<int> RunAsync(string name, string[] settings)
    {
        // Ctrl+C reaches every process of a terminal. The entry decides when this one stops.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static signal => signal.Cancel = true);
        using var input = new StreamReader(Console.OpenStandardInput());
        if (await input.ReadLineAsync() is not { } first || JsonSerializer.Deserialize<Layout>(first) is not { } layout)
            return 1;

        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton<IHostLifetime, UntilInputEnds>();
        builder.AddTracing(name, static span => Say(span.Write()));
        var end = input.ReadToEndAsync();
        var start = name == Layout.Oracle ? OracleMember.StartAsync(builder, layout) : SiloMember.StartAsync(builder, layout, name);

        // A silo whose first silo is gone with the entry would try to start for ever.
        if (await Task.WhenAny(end, start) == end)
            return 1;

        await using var member = await start;
        await end;
        return 0;
    }

    /// <summary>A line to the entry.</summary>
    public static void Say(string line)
    {
        try
        {
            Console.Out.WriteLine(line);
        }
        catch (IOException)
        {
            // The entry is gone, and the end of the input will stop this process.
        }
    }

    /// <summary>The platform's own lifetime would react to signals.</summary>
    sealed class UntilInputEnds : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
