using System.Collections.Concurrent;

namespace Stackbilt.Observability.Tests;

/// <summary>The clusters of the tests, one for each carrier, started when a test first asks and stopped after the last.</summary>
public sealed class Clusters : IAsyncLifetime
{
    readonly ConcurrentDictionary<string, Lazy<Task<Cluster>>> _started = new();

    /// <summary>The carriers of every test that says something of all.</summary>
    public static TheoryData<string> Carriers() => ["AsyncLocal", "Activity", "Explicit", "Null", "Own"];

    public Task<Cluster> Under(string carrier) => _started.GetOrAdd(
        carrier,
        static name => new Lazy<Task<Cluster>>(() => Cluster.StartAsync(name))).Value;

    /// <summary>With <c>AddActivityPropagation</c> before our own line.</summary>
    public Task<Cluster> WithOrleansOwn(string carrier) => _started.GetOrAdd(
        carrier + " with Orleans' own",
        _ => new Lazy<Task<Cluster>>(() => Cluster.StartAsync(
            carrier,
            before: static silo => silo.AddActivityPropagation(),
            clientBefore: static client => client.AddActivityPropagation()))).Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Task.WhenAll(_started.Values.Select(static async cluster => await (await cluster.Value).DisposeAsync()));
}

[CollectionDefinition(nameof(Clusters))]
public sealed class ClustersCollection : ICollectionFixture<Clusters>;
