using System.Diagnostics;
using Orleans;
using Orleans.Runtime;

namespace Stackbilt.Observability;

/// <summary>The active span goes along with each call, in the call's <see cref="RequestContext"/>. No span is added for that.</summary>
sealed class OutgoingGrainCalls(Tracer tracer, OpenGrainCalls calls, CarrierDecision decision) : IOutgoingGrainCallFilter
{
    readonly bool _isOn = decision.IsEnabled && calls.AreTraced;

    public Task Invoke(IOutgoingGrainCallContext context) =>
        _isOn && TracedCalls.TakesAlong(context) ? SendAsync(context) : context.Invoke();

    /// <summary>Asynchronous, so that what is written for this call is not there for the next one.</summary>
    async Task SendAsync(IOutgoingGrainCallContext context)
    {
        try
        {
            Write(context);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(this, nameof(Write), exception);
        }

        await context.Invoke().ConfigureAwait(false);
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
        else if (calls.AreAmbient && context.SourceContext is not null)
            CallHeaders.Remove(); // a mask, or work that outlives its call
    }
}
