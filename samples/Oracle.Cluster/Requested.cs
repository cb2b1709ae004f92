using RabbitMQ.Client;

namespace OracleCluster;

/// <summary>What the command line asks for. It is checked before anything is started.</summary>
sealed record Requested(Uri Broker, IReadOnlyList<(string Name, string Text)> Scripts, int Count, FileInfo? Json)
{
    /// <summary>Checks what was given.</summary>
    /// <exception cref="ClusterException">Something of it cannot be.</exception>
    public static Requested Of(string broker, string[] scripts, int count, FileInfo? json)
    {
        if (count < 1)
            throw new ClusterException($"--count is how often each script is sent, from 1; it was given {count}.");

        if (json is not null && (Directory.Exists(json.FullName) || json.Directory?.Exists != true))
            throw new ClusterException($"--json takes a file in a folder that exists; it was given {json}.");

        return new Requested(BrokerOf(broker), [.. scripts.Select(script => (script, TextOf(script)))], count, json);
    }

    static Uri BrokerOf(string address)
    {
        try
        {
            var broker = new Uri(address);

            // RabbitMQ's client knows what it takes.
            _ = new ConnectionFactory { Uri = broker };
            return broker;
        }
        catch (Exception wrong) when (wrong is UriFormatException or ArgumentException)
        {
            throw new ClusterException($"--broker, or ORACLE_BROKER, takes an address such as amqp://guest:guest@127.0.0.1:5672; it was given \"{address}\".");
        }
    }

    static string TextOf(string script)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "scripts");
        var own = Path.Combine(folder, script + ".tarot");
        try
        {
            return File.ReadAllText(File.Exists(own) ? own : script);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ClusterException($"--script takes the name of a script in {folder}, or a file; \"{script}\" is neither.");
        }
    }
}
