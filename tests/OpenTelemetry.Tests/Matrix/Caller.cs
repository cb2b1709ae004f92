namespace Stackbilt.Observability.Tests;

/// <summary>What comes in with a request from outside.</summary>
public enum Caller
{
    /// <summary>Nothing.</summary>
    SaysNothing,

    /// <summary>A <c>traceparent</c>.</summary>
    SaysItsTrace,

    /// <summary>A <c>traceparent</c>, and a <c>tracestate</c> with white space wherever the standard allows it.</summary>
    AddsASpacedState,

    /// <summary>What a propagator reads that is not W3C's; the process uses that propagator.</summary>
    SpeaksB3,
}

static class CallerExtensions
{
    public const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    public const string SpanId = "00f067aa0ba902b7";

    public static (string Name, string Value)[] Headers(this Caller caller, bool isSampled = true)
    {
        var flag = isSampled ? 1 : 0;
        var traceParent = ("traceparent", $"00-{TraceId}-{SpanId}-0{flag}");
        return caller switch
        {
            Caller.SaysItsTrace => [traceParent],
            Caller.AddsASpacedState => [traceParent, ("tracestate", "rojo=1 ,\t congo=2 , , lila=3")],
            Caller.SpeaksB3 => [(B3Propagator.Header, $"{TraceId}-{SpanId}-{flag}")],
            _ => [],
        };
    }

    /// <summary>The packages alone ask the SDK's propagator.</summary>
    public static bool IsUnderstoodBy(this Caller caller, Listening listening) => caller switch
    {
        Caller.SaysNothing => false,
        Caller.SpeaksB3 => listening == Listening.Packages,
        _ => true,
    };
}
