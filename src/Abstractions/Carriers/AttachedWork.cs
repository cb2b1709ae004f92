namespace Stackbilt.Observability;

/// <summary>
/// Runs work once while a span is active, as <c>RunWithSpan</c> and <c>RunInSpan</c> say it. The same in both assemblies, so that each of
/// them takes one asynchronous method and not one around the other.
/// </summary>
static class AttachedWork
{
    public static void Run<TState, TEnd>(IContextCarrier carrier, Span? span, TState state, Action<Span?, TState> work, TEnd end)
        where TEnd : struct, IWorkEnd
    {
        var scope = AttachOrReport(carrier, span);
        try
        {
            work(scope.Span, state);
        }
        catch (Exception exception) when (end.SeesFailures)
        {
            end.OnFailure(exception);
            throw;
        }
        finally
        {
            scope.Dispose();
            end.OnEnd();
        }
    }

    public static TResult Run<TState, TResult, TEnd>(
        IContextCarrier carrier, Span? span, TState state, Func<Span?, TState, TResult> work, TEnd end)
        where TEnd : struct, IWorkEnd
    {
        var scope = AttachOrReport(carrier, span);
        try
        {
            return work(scope.Span, state);
        }
        catch (Exception exception) when (end.SeesFailures)
        {
            end.OnFailure(exception);
            throw;
        }
        finally
        {
            scope.Dispose();
            end.OnEnd();
        }
    }

    public static async Task RunTask<TState, TEnd>(
        IContextCarrier carrier, Span? span, TState state, Func<Span?, TState, Task> work, TEnd end)
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
        catch (Exception exception) when (end.SeesFailures)
        {
            end.OnFailure(exception);
            throw;
        }
        finally
        {
            scope.Dispose();
            end.OnEnd();
        }
    }

    public static async Task<TResult> RunTask<TState, TResult, TEnd>(
        IContextCarrier carrier, Span? span, TState state, Func<Span?, TState, Task<TResult>> work, TEnd end)
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
        catch (Exception exception) when (end.SeesFailures)
        {
            end.OnFailure(exception);
            throw;
        }
        finally
        {
            scope.Dispose();
            end.OnEnd();
        }
    }

    public static async ValueTask RunValueTask<TState, TEnd>(
        IContextCarrier carrier, Span? span, TState state, Func<Span?, TState, ValueTask> work, TEnd end)
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
        catch (Exception exception) when (end.SeesFailures)
        {
            end.OnFailure(exception);
            throw;
        }
        finally
        {
            scope.Dispose();
            end.OnEnd();
        }
    }

    public static async ValueTask<TResult> RunValueTask<TState, TResult, TEnd>(
        IContextCarrier carrier, Span? span, TState state, Func<Span?, TState, ValueTask<TResult>> work, TEnd end)
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
        catch (Exception exception) when (end.SeesFailures)
        {
            end.OnFailure(exception);
            throw;
        }
        finally
        {
            scope.Dispose();
            end.OnEnd();
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
