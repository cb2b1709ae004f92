using Orleans;
using Orleans.Runtime;

namespace Stackbilt.Observability;

/// <summary>Which calls have a span: those of the application's own interfaces, and those by which Orleans calls its grains.</summary>
static class TracedCalls
{
    const string Timer = "IGrainTimerInvoker";
    const string Reminder = "Orleans.IRemindable";
    const string Stream = "Orleans.Streams.IStreamConsumerExtension";
    const string OfTheRuntime = "Orleans.";

    /// <summary>The role of the call's span; null for what silos have to say to each other.</summary>
    public static SpanKind? KindOf(IIncomingGrainCallContext call)
    {
        var name = call.InterfaceName;
        if (IsOfTheApplication(name))
            return SpanKind.Server;

        // Agents of streams and other parts of the runtime have timers as well.
        if (call.TargetId.IsSystemTarget() || IsOfTheApplication(call.Grain?.GetType().FullName) != true)
            return null;

        return name switch
        {
            Reminder => SpanKind.Internal,
            Stream when call.MethodName.StartsWith("Deliver", StringComparison.Ordinal) => SpanKind.Consumer,
            _ when IsTimer(name) => SpanKind.Internal,
            _ => null,
        };
    }

    /// <summary>Whether an active span goes along.</summary>
    public static bool TakesAlong(IOutgoingGrainCallContext call) => IsOfTheApplication(call.InterfaceName);

    static bool IsOfTheApplication(string? name) =>
        name is not null && !name.StartsWith(OfTheRuntime, StringComparison.Ordinal) && !IsTimer(name);

    static bool IsTimer(string name) => name.EndsWith(Timer, StringComparison.Ordinal);
}
