namespace Stackbilt.Observability;

/// <summary>
/// Runs work once while a span is active, as <c>RunWithSpan</c> and <c>RunInSpan</c> say it. The same in both assemblies, so that each of
/// them takes one asynchronous method and not one around the other.
/// </summary>
/// <remarks>Six that are alike: what each awaits and returns is of another type and size, and one made of another costs more per call.</remarks>
static class AttachedWork
{
    public static void Run<TEnd, TState>(IContextCarrier carrier, Span? span, TState state, Action<Span?, TState> work)
        where TEnd : struct, IWorkEnd
    {
        var scope = AttachOrReport(carrier, span);
        try
        {
            work(scope.Span, state);
        }
        catch (Exception exception) when (default(TEnd).SeesFailures)
        {
            default(TEnd).OnFailure(span, exception);
            throw;
        }
        finally
        {
            scope.Dispose();
            default(TEnd).OnEnd(span);
        }
    }

    public static TResult Run<TEnd, TState, TResult>(
        IContextCarrier carrier, Span? span, TState state, Func<Span?, TState, TResult> work)
        where TEnd : struct, IWorkEnd
    {
        var scope = AttachOrReport(carrier, span);
        try
        {
            return work(scope.Span, state);
        }
        catch (Exception exception) when (default(TEnd).SeesFailures)
        {
            default(TEnd).OnFailure(span, exception);
            throw;
        }
        finally
        {
            scope.Dispose();
            default(TEnd).OnEnd(span);
        }
    }

    public static async Task RunTask<TEnd, TState>(
        IContextCarrier carrier, Span? span, TState state, Func<Span?, TState, Task> work)
        where TEnd : struct, IWorkEnd
    {
        var flows = FlowsAcrossAwait(carrier);
        var scope = AttachOrReport(carrier, span);
        try
        {
            var running = work(scope.Span, state);
            if (!flows)
                scope = Close(scope);

            await running.ConfigureAwait(false);
        }
        catch (Exception exception) when (default(TEnd).SeesFailures)
        {
            default(TEnd).OnFailure(span, exception);
            throw;
        }
        finally
        {
            scope.Dispose();
            default(TEnd).OnEnd(span);
        }
    }

    public static async Task<TResult> RunTask<TEnd, TState, TResult>(
        IContextCarrier carrier, Span? span, TState state, Func<Span?, TState, Task<TResult>> work)
        where TEnd : struct, IWorkEnd
    {
        var flows = FlowsAcrossAwait(carrier);
        var scope = AttachOrReport(carrier, span);
        try
        {
            var running = work(scope.Span, state);
            if (!flows)
                scope = Close(scope);

            return await running.ConfigureAwait(false);
        }
        catch (Exception exception) when (default(TEnd).SeesFailures)
        {
            default(TEnd).OnFailure(span, exception);
            throw;
        }
        finally
        {
            scope.Dispose();
            default(TEnd).OnEnd(span);
        }
    }

    public static async ValueTask RunValueTask<TEnd, TState>(
        IContextCarrier carrier, Span? span, TState state, Func<Span?, TState, ValueTask> work)
        where TEnd : struct, IWorkEnd
    {
        var flows = FlowsAcrossAwait(carrier);
        var scope = AttachOrReport(carrier, span);
        try
        {
            var running = work(scope.Span, state);
            if (!flows)
                scope = Close(scope);

            await running.ConfigureAwait(false);
        }
        catch (Exception exception) when (default(TEnd).SeesFailures)
        {
            default(TEnd).OnFailure(span, exception);
            throw;
        }
        finally
        {
            scope.Dispose();
            default(TEnd).OnEnd(span);
        }
    }

    public static async ValueTask<TResult> RunValueTask<TEnd, TState, TResult>(
        IContextCarrier carrier, Span? span, TState state, Func<Span?, TState, ValueTask<TResult>> work)
        where TEnd : struct, IWorkEnd
    {
        var flows = FlowsAcrossAwait(carrier);
        var scope = AttachOrReport(carrier, span);
        try
        {
            var running = work(scope.Span, state);
            if (!flows)
                scope = Close(scope);

            return await running.ConfigureAwait(false);
        }
        catch (Exception exception) when (default(TEnd).SeesFailures)
        {
            default(TEnd).OnFailure(span, exception);
            throw;
        }
        finally
        {
            scope.Dispose();
            default(TEnd).OnEnd(span);
        }
    }

    static CarrierScope AttachOrReport(IContextCarrier carrier, Span? span)
    {
        try
        {
            return carrier.Attach(span);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(carrier, nameof(IContextCarrier.Attach), exception);
            return default;
        }
    }

    /// <summary>Closes a scope before the work waits where the carrier does not flow across that.</summary>
    /// <returns>A scope with nothing to end.</returns>
    static CarrierScope Close(CarrierScope scope)
    {
        scope.Dispose();
        return default;
    }

    static bool FlowsAcrossAwait(IContextCarrier carrier) =>
        (CarrierClaims.Of(carrier) & CarrierCapabilities.FlowsAcrossAwait) != 0;
}
