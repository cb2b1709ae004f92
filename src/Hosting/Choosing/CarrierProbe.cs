namespace Stackbilt.Observability;

/// <summary>
/// A quick check of what a carrier claims: attach, read, mask, await, fork, end, close. On threads of its own, which know
/// nothing of what is active, so that it can also run while requests do.
/// </summary>
static class CarrierProbe
{
    static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    /// <summary>Spans that no processor and no listener is shown.</summary>
    static readonly Tracer Silent = new(new NullCarrier(), isEnabled: false);

    /// <summary>A span that no processor and no listener is shown.</summary>
    public static Span SilentSpan(string name) => Silent.StartRoot(name);

    /// <summary>The first claim that does not hold, in words that fit after the carrier's name; null where all do.</summary>
    public static string? ProblemOf(IContextCarrier carrier, TimeProvider time)
    {
        string? problem = null;
        try
        {
            return OnNewThread(() => problem = Checked(carrier, carrier as IFlowHost), time)
                ? problem
                : $"did not answer within {LongestAnswer.TotalSeconds} seconds";
        }
        catch (Exception exception)
        {
            return $"could not be checked: {ExceptionText.Describe(exception)}";
        }
    }

    /// <summary>
    /// The same on this thread, which must know nothing of what is active. A carrier whose place is a host's own context has
    /// nowhere to keep a span outside of one.
    /// </summary>
    /// <param name="carrier">The carrier.</param>
    /// <param name="host">Runs the check inside the carrier's own place; null where it needs none.</param>
    public static string? Checked(IContextCarrier carrier, IFlowHost? host)
    {
        if (host is null)
            return CheckedHere(carrier, host);

        var problem = $"did not run what was given to {nameof(host.Run)}";
        try
        {
            host.Run(() => problem = CheckedHere(carrier, host));
            return problem;
        }
        catch (Exception exception)
        {
            return $"failed in {nameof(host.Run)}: {ExceptionText.Describe(exception)}";
        }
    }

    static string? CheckedHere(IContextCarrier carrier, IFlowHost? host)
    {
        var step = nameof(carrier.Capabilities);
        try
        {
            var claims = carrier.Capabilities;
            step = nameof(carrier.Current);
            if (carrier.Current is not null)
                return "has an active span where nothing was attached";

            step = nameof(carrier.Attach);
            var suspension = new ManualAwaitable();
            using var awaiting = Silent.StartRoot("carrier.probe.await");
            var afterAwait = claims.HasFlag(CarrierCapabilities.FlowsAcrossAwait)
                ? ReadAfterAsync(carrier, awaiting, suspension)
                : Task.FromResult<Span?>(awaiting);
            var problem = WhileAttached(carrier, host, claims, suspension);
            return afterAwait.IsCompleted && afterAwait.GetAwaiter().GetResult() != awaiting
                ? "claims FlowsAcrossAwait, and after an await Current is not the attached span"
                : problem;
        }
        catch (Exception exception)
        {
            return $"failed in {step}: {ExceptionText.Describe(exception)}";
        }
    }

    static string? WhileAttached(IContextCarrier carrier, IFlowHost? host, CarrierCapabilities claims, ManualAwaitable suspension)
    {
        using var span = Silent.StartRoot("carrier.probe");
        using var ended = Silent.StartRoot("carrier.probe.ended");
        var isAmbient = claims.HasFlag(CarrierCapabilities.Ambient);
        var scope = carrier.Attach(span);
        if (scope.Span != (claims.HasFlag(CarrierCapabilities.PassesToWork) ? span : null))
            return claims.HasFlag(CarrierCapabilities.PassesToWork)
                ? "claims PassesToWork, and the scope does not have the span"
                : "does not claim PassesToWork, and the scope has a span";

        if (carrier.Current != (isAmbient ? span : null))
            return isAmbient ? "claims Ambient, and Current is not the attached span" : "does not claim Ambient, and Current is not null";

        if (Fork(carrier, host, suspension) != (claims.HasFlag(CarrierCapabilities.FlowsIntoForks) ? span : null))
            return claims.HasFlag(CarrierCapabilities.FlowsIntoForks)
                ? "claims FlowsIntoForks, and on a new thread Current is not the attached span"
                : "does not claim FlowsIntoForks, and on a new thread Current is not null";

        var mask = carrier.Attach(null);
        var masked = carrier.Current;
        Close(mask);
        if (masked is not null || carrier.Current != (isAmbient ? span : null))
            return "does not mask: with null attached, Current is not null, or the span is not back after it";

        var inner = carrier.Attach(ended);
        ended.End();
        var afterEnd = carrier.Current;
        Close(inner);
        if (afterEnd == ended)
            return "answers a span that has ended";

        Close(scope);
        return carrier.Current is null ? null : "still has an active span after its scope was closed";
    }

    static async Task<Span?> ReadAfterAsync(IContextCarrier carrier, Span span, ManualAwaitable suspension)
    {
        var scope = carrier.Attach(span);
        await suspension;
        var found = carrier.Current;
        Close(scope);
        return found;
    }

    /// <summary>What a new thread finds; what awaits goes on there as well, where nothing of its own thread is left.</summary>
    static Span? Fork(IContextCarrier carrier, IFlowHost? host, ManualAwaitable suspension)
    {
        Span? found = null;
        Exception? thrown = null;
        var read = host is null ? Read : host.Fork(Read);
        var fork = new Thread(() => read()) { IsBackground = true };
        fork.Start();
        fork.Join();
        return thrown is null ? found : throw thrown;

        void Read()
        {
            try
            {
                found = carrier.Current;
                suspension.Resume();
            }
            catch (Exception exception)
            {
                thrown = exception;
            }
        }
    }

    /// <summary>Unlike a scope's own, this lets a failure through.</summary>
    static void Close(CarrierScope scope) => scope.Owner?.Detach(scope.Attachment!, scope.Span);

    /// <summary>False where it takes too long. Then the thread is left to itself: no thread can be stopped.</summary>
    static bool OnNewThread(Action work, TimeProvider time)
    {
        var outcome = new TaskCompletionSource<bool>();
        using var limit = time.CreateTimer(_ => outcome.TrySetResult(false), null, LongestAnswer, Timeout.InfiniteTimeSpan);
        var thread = new Thread(() =>
        {
            try
            {
                work();
                outcome.TrySetResult(true);
            }
            catch (Exception exception)
            {
                // Nothing else is above: it would end the process.
                outcome.TrySetException(exception);
            }
        })
        {
            IsBackground = true,
        };
        thread.UnsafeStart();
        return outcome.Task.GetAwaiter().GetResult();
    }
}
