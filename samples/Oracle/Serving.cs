using Spectre.Console;

namespace OracleService;

/// <summary>Keeps the service running, so that you can send scripts.</summary>
static class Serving
{
    public static Task RunAsync(OracleServices services, CancellationToken cancellation)
    {
        var example = Path.Combine(AppContext.BaseDirectory, "scripts", "three-cards.tarot");
        Terminal.Open().MarkupLineInterpolated($"The active span travels by the carrier [bold]{services.Carrier}[/].");
        Console.WriteLine($"Listening on {services.Address}");
        Console.WriteLine($"curl --data-binary @{example} {services.Address}run");
        return services.WaitForShutdownAsync(cancellation);
    }
}
