using System.Diagnostics;
using Orleans;
using Orleans.Runtime;

namespace Stackbilt.Observability;

/// <summary>The active span goes along with each call, in the call's <see cref="RequestContext"/>. No span is added for that.</summary>
sealed class OutgoingGrainCalls(Tracer tracer, OpenGrainCalls calls, CarrierDecision decision, ILocalSiloDetails? silo = null)
    : IOutgoingGrainCallFilter
{
    // At a client nothing is active, as a rule, and the application may have written headers by hand.
    readonly bool _isAtSilo = silo is not null;

    readonly bool _isOn = decision.IsEnabled && calls.AreTraced;

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (!_isOn || !TracedCalls.TakesAlong(context))
            return context.Invoke();

        // Null where the flow is suppressed: then there is nothing to come back to.
        return ExecutionContext.Capture() is { } around ? Send(context, around) : SendAsync(context);
    }

    /// <summary>What is written for this call is not there for the next one. An async method would say the same and cost an object.</summary>
    Task Send(IOutgoingGrainCallContext context, ExecutionContext around)
    {
        try
        {
            TryWrite(context);
            return context.Invoke();
        }
        finally
        {
            ExecutionContext.Restore(around);
        }
    }

    async Task SendAsync(IOutgoingGrainCallContext context)
    {
        TryWrite(context);
        await context.Invoke().ConfigureAwait(true);
    }

    void TryWrite(IOutgoingGrainCallContext context)
    {
        try
        {
            Write(context);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(this, nameof(Write), exception);
        }
    }

    void Write(IOutgoingGrainCallContext context)
    {
        if (CallHeaders.WriteChosen())
            return;

        // Its span is the parent of the call on the other side, and its filter has written that.
        if (OrleansActivity.Of(context, ActivityKind.Client) is not null)
            return;

        if (tracer.Current is { } active)
            CallHeaders.Write(active);
        else if (calls.AreAmbient && (_isAtSilo || context.SourceContext is not null))
            CallHeaders.Remove(); // a mask, or work that outlives its call, on whatever thread
    }
}
