namespace Stackbilt.Observability.Benchmarks;

/// <summary>All setups of one start. They start at the same time, since most of that is waiting, and end so.</summary>
sealed class RunningSetups : IAsyncDisposable
{
    RunningSetups(IReadOnlyList<ILoaded> all) => All = all;

    public IReadOnlyList<ILoaded> All { get; }

    /// <param name="count">How many there are.</param>
    /// <param name="start">Starts the one with this number.</param>
    public static async Task<RunningSetups> StartAsync(int count, Func<int, Task<ILoaded>> start)
    {
        var starting = Enumerable.Range(0, count).Select(start).ToList();
        try
        {
            return new RunningSetups(await Task.WhenAll(starting));
        }
        catch
        {
            await new RunningSetups([.. starting.Where(static one => one.IsCompletedSuccessfully).Select(static one => one.Result)]).DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(All.Select(static one => Task.Run(one.Dispose)));
}
