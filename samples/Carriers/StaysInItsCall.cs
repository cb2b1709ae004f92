namespace Carriers;

/// <summary>
/// The active span of a grain is not that of the grain that it calls, not even on the same silo, where Orleans hands the context over
/// as it is. Add it after the filters of the tracing, which look at what is active.
/// </summary>
public sealed class StaysInItsCall : IOutgoingGrainCallFilter
{
    /// <summary>Asynchronous, so that the caller keeps what is taken out here.</summary>
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        foreach (var key in RequestContext.Keys.Where(static key => key.StartsWith(ActiveInCall.Prefix, StringComparison.Ordinal)).ToList())
            RequestContext.Remove(key);

        await context.Invoke();
    }
}
