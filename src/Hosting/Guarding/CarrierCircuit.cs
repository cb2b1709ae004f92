using Polly;
using Polly.CircuitBreaker;

namespace Stackbilt.Observability;

/// <summary>
/// Takes a carrier out of service when it has failed too often, and back when it has passed a check again. Polly counts; it
/// is only called for faults and checks, so that a carrier that works never pays for it.
/// </summary>
sealed class CarrierCircuit : IDisposable
{
    readonly CircuitBreakerStateProvider _state = new();
    readonly CircuitBreakerManualControl _control = new();
    readonly ResiliencePipeline _pipeline;
    readonly TimeProvider _time;
    readonly TimeSpan _retryAfter;
    readonly Func<string?> _problem;
    readonly Action<bool> _changed;
    readonly object _changing = new();
    ITimer? _retry;
    bool _told;
    bool _isTelling;
    bool _isDisposed;

    /// <summary>Watches one carrier.</summary>
    /// <param name="options">The limit, the window and the time to rest.</param>
    /// <param name="time">The clock.</param>
    /// <param name="problem">Checks the carrier: what is wrong with it, or null.</param>
    /// <param name="changed">
    /// Called with true when the carrier goes out of service, with false when it is back; by one thread at a time, and the last
    /// call is the one that holds.
    /// </param>
    public CarrierCircuit(ObservabilityOptions options, TimeProvider time, Func<string?> problem, Action<bool> changed)
    {
        _time = time;
        _retryAfter = options.BreakDuration;
        _problem = problem;
        _changed = changed;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                // Every call that it gets is a fault, a cancellation too, so that the number of faults is all that counts.
                ShouldHandle = static outcome => new ValueTask<bool>(outcome.Outcome.Exception is not null),
                FailureRatio = 1,
                MinimumThroughput = options.FaultLimit,
                SamplingDuration = options.FaultWindow,
                BreakDuration = options.BreakDuration,
                StateProvider = _state,
                ManualControl = _control,
            })
            .Build();
    }

    bool IsOpen => _state.CircuitState != CircuitState.Closed;

    /// <summary>Counts a fault. Never throws.</summary>
    public void Report(Exception fault) => _ = CountAsync(fault);

    /// <summary>Takes the carrier out of service at once, however few faults there were. Never throws.</summary>
    public void Open() => _ = OpenAsync();

    public void Dispose()
    {
        lock (_changing)
        {
            _isDisposed = true;
            _retry?.Dispose();
        }
    }

    async Task CountAsync(Exception fault)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false);
        await _pipeline.ExecuteOutcomeAsync(
            static (_, fault) => new ValueTask<Outcome<bool>>(Outcome.FromException<bool>(fault)), context, fault).ConfigureAwait(false);
        ResilienceContextPool.Shared.Return(context);
        Follow();
    }

    async Task OpenAsync()
    {
        await _control.IsolateAsync().ConfigureAwait(false);
        Follow();
    }

    /// <summary>
    /// Carries over what Polly has decided. The one thread that reports it looks again afterwards, so that no other can
    /// come in between with something newer.
    /// </summary>
    void Follow()
    {
        lock (_changing)
        {
            if (IsOpen && _retry is null && !_isDisposed)
                CheckLater();

            if (_isTelling)
                return;

            _isTelling = true;
        }

        while (ToTell() is { } isOpen)
        {
            try
            {
                _changed(isOpen);
            }
            catch (Exception exception)
            {
                TracingFaults.Report(this, nameof(Follow), exception);
            }
        }
    }

    /// <summary>What has not been told yet; null where all is.</summary>
    bool? ToTell()
    {
        lock (_changing)
        {
            var isOpen = IsOpen;
            if (isOpen == _told || _isDisposed)
            {
                _isTelling = false;
                return null;
            }

            _told = isOpen;
            return isOpen;
        }
    }

    void CheckLater()
    {
        // The timer must not keep the flow in which the fault happened.
        using AsyncFlowControl? suppressed = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        _retry = _time.CreateTimer(
            static circuit => _ = CheckAsync((WeakReference<CarrierCircuit>)circuit!),
            new WeakReference<CarrierCircuit>(this),
            _retryAfter,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>Weak: a host that nobody disposes must not be kept by its timer.</summary>
    static Task CheckAsync(WeakReference<CarrierCircuit> circuit) =>
        circuit.TryGetTarget(out var living) ? living.CheckAsync() : Task.CompletedTask;

    async Task CheckAsync()
    {
        try
        {
            if (_problem() is null)
                await _control.CloseAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(this, nameof(CheckAsync), exception);
        }

        lock (_changing)
        {
            _retry?.Dispose();
            _retry = null;
        }

        Follow();
    }
}
