namespace Stackbilt.Observability;

/// <summary>
/// Calls its target every few seconds, by the clock of the host, as long as the target lives: a host that nobody disposes must not be kept
/// by its timer.
/// </summary>
sealed class CarrierWatch : IDisposable
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    readonly WeakReference<CarrierFailover> _watcher;
    readonly ITimer _timer;

    public CarrierWatch(CarrierFailover watcher, TimeProvider time)
    {
        _watcher = new WeakReference<CarrierFailover>(watcher);
        using AsyncFlowControl? suppressed = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        _timer = time.CreateTimer(static watch => ((CarrierWatch)watch!).Look(), this, Every, Every);
    }

    public void Dispose()
    {
        try
        {
            _timer.Dispose();
        }
        catch (Exception exception)
        {
            TracingFaults.Report(this, nameof(IDisposable.Dispose), exception);
        }
    }

    /// <summary>Nobody is above to catch what it throws, a thread that cannot be started for instance.</summary>
    void Look()
    {
        try
        {
            if (_watcher.TryGetTarget(out var watcher))
                watcher.Look();
            else
                Dispose();
        }
        catch (Exception exception)
        {
            TracingFaults.Report(this, nameof(Look), exception);
        }
    }
}
