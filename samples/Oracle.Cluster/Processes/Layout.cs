using System.Net;
using System.Net.Sockets;

namespace OracleCluster;

/// <summary>Where the processes of one run find each other. The entry makes it, the others read it from their input.</summary>
/// <param name="Broker">The address of RabbitMQ.</param>
/// <param name="Exchange">An exchange of this run alone, so that two runs on this machine may share a broker.</param>
/// <param name="SiloPorts">On which the silos talk to each other. The first silo keeps the list of members.</param>
/// <param name="GatewayPorts">On which the silos hear their client, the entry.</param>
sealed record Layout(Uri Broker, string Exchange, IReadOnlyList<int> SiloPorts, IReadOnlyList<int> GatewayPorts)
{
    public const string Entry = "entry";
    public const string Oracle = "oracle";

    public static IReadOnlyList<string> Silos { get; } = ["silo-1", "silo-2", "silo-3"];

    public static Layout OnThisMachine(Uri broker)
    {
        var ports = FreePorts(2 * Silos.Count);
        return new Layout(broker, $"oracle-{ports[0]}", [.. ports.Take(Silos.Count)], [.. ports.Skip(Silos.Count)]);
    }

    static List<int> FreePorts(int count)
    {
        // All are open before the first is closed, so that none comes twice.
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        try
        {
            listeners.ForEach(listener => listener.Start());
            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }
}
