using Polly;
using Polly.CircuitBreaker;

namespace Stackbilt.Observability;

/// <summary>
/// Takes a carrier out of service when it has failed too often, and back when it has passed a check again. Polly counts and
/// keeps the schedule; it only ever hears of faults and checks, so that a carrier that works never pays for it.
/// </summary>
sealed class CarrierCircuit : IDisposable
{
    readonly CircuitBreakerStateProvider _state = new();
    readonly ResiliencePipeline _pipeline;
    readonly TimeProvider _time;
    readonly TimeSpan _retryAfter;
    readonly Func<string?> _problem;
    readonly Action<bool> _changed;
    readonly object _changing = new();
    ITimer? _retry;
    bool _isOpen;
    bool _isDisposed;

    /// <summary>Watches one carrier.</summary>
    /// <param name="options">The limit, the window and the time to rest.</param>
    /// <param name="time">The clock.</param>
    /// <param name="problem">Checks the carrier: what is wrong with it, or null.</param>
    /// <param name="changed">Called with true when the carrier goes out of service, with false when it is back.</param>
    public CarrierCircuit(ObservabilityOptions options, TimeProvider time, Func<string?> problem, Action<bool> changed)
    {
        _time = time;
        _retryAfter = options.RetryAfter;
        _problem = problem;
        _changed = changed;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                // Every call that it hears of is a fault, so that the number of faults is all that counts.
                FailureRatio = 1,
                MinimumThroughput = options.FaultLimit,
                SamplingDuration = options.FaultWindow,
                BreakDuration = options.RetryAfter,
                StateProvider = _state,
            })
            .Build();
    }

    /// <summary>Counts a fault. Never throws.</summary>
    public void Report(Exception fault) => _ = RunAsync(static (_, failure) => Failure(failure), fault);

    public void Dispose()
    {
        lock (_changing)
        {
            _isDisposed = true;
            _retry?.Dispose();
        }
    }

    async Task RunAsync<TState>(Func<ResilienceContext, TState, ValueTask<Outcome<bool>>> step, TState state)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false);
        var outcome = await _pipeline.ExecuteOutcomeAsync(step, context, state).ConfigureAwait(false);
        ResilienceContextPool.Shared.Return(context);
        Follow((outcome.Exception as BrokenCircuitException)?.RetryAfter);
    }

    /// <summary>Carries over what Polly has decided.</summary>
    void Follow(TimeSpan? retryAfter)
    {
        bool isOpen;
        lock (_changing)
        {
            if (_isDisposed)
                return;

            isOpen = _state.CircuitState != CircuitState.Closed;
            if (isOpen && _retry is null)
                CheckAfter(retryAfter ?? _retryAfter);

            if (isOpen == _isOpen)
                return;

            _isOpen = isOpen;
        }

        _changed(isOpen);
    }

    void CheckAfter(TimeSpan rest)
    {
        // The timer must not keep the flow in which the fault happened.
        using AsyncFlowControl? suppressed = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        _retry = _time.CreateTimer(static circuit => ((CarrierCircuit)circuit!).Check(), this, rest, Timeout.InfiniteTimeSpan);
    }

    void Check()
    {
        lock (_changing)
        {
            _retry?.Dispose();
            _retry = null;
        }

        _ = RunAsync(
            static (_, circuit) => circuit._problem() is { } problem
                ? Failure(new InvalidOperationException(problem))
                : new ValueTask<Outcome<bool>>(Outcome.FromResult(true)),
            this);
    }

    static ValueTask<Outcome<bool>> Failure(Exception exception) => new(Outcome.FromException<bool>(exception));
}
