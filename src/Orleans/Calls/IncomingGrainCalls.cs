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
            : tracer.RunInSpan(span, (filter: this, context), static (active, run) => run.filter.RunHandedDown(run.context, active));
    }

    /// <summary>One asynchronous method for all that <c>RunInSpan</c> does: a call of a grain is short.</summary>
    async Task RunUntilTheEnd(IIncomingGrainCallContext context, Span span)
    {
        try
        {
            tracer.Carrier.AttachUntilEnd(span);
            _ = TryHandDown(span);
            // On the grain's own scheduler, where the call ends: anything else is two hops more.
            await context.Invoke().ConfigureAwait(true);
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

    async Task RunHandedDown(IIncomingGrainCallContext context, Span? active)
    {
        var key = TryHandDown(active);
        try
        {
            await context.Invoke().ConfigureAwait(true);
        }
        finally
        {
            if (key is not null)
                calls.Close(key);
        }
    }

    /// <summary>
    /// Whatever leaves the grain takes the call's span along, also where no filter of ours stands at the door: the items of a stream,
    /// and what reads the <see cref="RequestContext"/> in the grain, Orleans' own filter or the application.
    /// </summary>
    string? TryHandDown(Span? active)
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
            TracingFaults.Report(this, nameof(TryHandDown), exception);
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
