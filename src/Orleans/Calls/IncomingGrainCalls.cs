using System.Collections.Concurrent;
using System.Diagnostics;
using Orleans;
using Orleans.Runtime;

namespace Stackbilt.Observability;

/// <summary>
/// One span per call of a grain, or of a client's observer, active while the grain works. Where Orleans has started an activity for the
/// call, the span is that activity.
/// </summary>
sealed class IncomingGrainCalls(Tracer tracer, OpenGrainCalls calls, CarrierDecision decision) : IIncomingGrainCallFilter
{
    const string RpcSystem = "rpc.system.name";
    const string RpcMethod = "rpc.method";
    const string GrainTypeName = "orleans.grain.type";

    // As many as an application has classes of grains; Orleans makes the text anew each time.
    readonly ConcurrentDictionary<GrainType, string> _grainTypes = new();

    readonly bool _isOn = decision.IsEnabled && calls.AreTraced;

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (!_isOn || Begin(context) is not { } span)
            return context.Invoke();

        return calls.AreAmbient
            ? RunUntilTheEnd(context, span)
            : tracer.RunInSpan(span, (calls, context), static (active, run) => RunHandedDown(run.calls, run.context, active));
    }

    /// <summary>One asynchronous method for all that <c>RunInSpan</c> does: a call of a grain is short.</summary>
    async Task RunUntilTheEnd(IIncomingGrainCallContext context, Span span)
    {
        try
        {
            tracer.Carrier.AttachUntilEnd(span);
            HandDown(span);
            await context.Invoke().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            FailedWork.Record(span, exception);
            throw;
        }
        finally
        {
            span.End();
        }
    }

    /// <summary>
    /// What goes out from here asks what is active, or takes nothing along. Where something leaves that asks nobody, the items of a
    /// stream, the call's span goes with it.
    /// </summary>
    void HandDown(Span span)
    {
        try
        {
            if (calls.ReachOthersUnasked)
                CallHeaders.Write(span);
            else
                CallHeaders.Remove();
        }
        catch (Exception exception)
        {
            TracingFaults.Report(this, nameof(HandDown), exception);
        }
    }

    static async Task RunHandedDown(OpenGrainCalls calls, IIncomingGrainCallContext context, Span? active)
    {
        var key = Open(calls, active);
        try
        {
            await context.Invoke().ConfigureAwait(false);
        }
        finally
        {
            if (key is not null)
                calls.Close(key);
        }
    }

    /// <summary>Where nothing is active throughout a call, whatever leaves the grain takes the call's span along.</summary>
    static string? Open(OpenGrainCalls calls, Span? active)
    {
        if (active is null)
            return null;

        try
        {
            CallHeaders.Write(active);
            return calls.Open(active);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(calls, nameof(Open), exception);
            return null;
        }
    }

    /// <summary>Null for a call that has no span, and where something throws that is asked: the call runs without one then.</summary>
    Span? Begin(IIncomingGrainCallContext context)
    {
        try
        {
            if (TracedCalls.KindOf(context) is not { } kind)
                return null;

            RequestContext.Remove(CallHeaders.ChosenKey);
            return OrleansActivity.Of(context, ActivityKind.Server) is { } host
                ? tracer.Adopt(host, host.DisplayName, kind)
                : Start(context, kind);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(this, nameof(Begin), exception);
            return null;
        }
    }

    Span Start(IIncomingGrainCallContext context, SpanKind kind)
    {
        var name = context.Request.GetActivityName();
        var span = tracer.StartReceived(
            name,
            0,
            static (_, field) => CallHeaders.Get(field),
            IncomingTrace.Continue,
            kind,
            new(RpcSystem, "orleans"),
            new(RpcMethod, name));
        if (span.IsRecording)
            span.SetAttribute(GrainTypeName, _grainTypes.GetOrAdd(context.TargetId.Type, static type => type.ToString()!));

        return span;
    }
}
