using System.Diagnostics.Metrics;

namespace Stackbilt.Observability;

/// <summary>
/// What the tracing measures of itself. Each instrument is asked whether anybody listens before anything is computed.
/// </summary>
static class TracingInstruments
{
    const string MeterName = "Stackbilt.Observability";

    static readonly Meter Meter = new(MeterName, typeof(TracingInstruments).Assembly.GetName().Version?.ToString(3));

    static readonly Counter<long> MisusedScopes = Meter.CreateCounter<long>(
        "stackbilt.carrier.scopes.misused",
        "{scope}",
        "Scopes closed out of order, more than once, or in another flow than they were opened in.");

    static readonly Counter<long> LateChildren = Meter.CreateCounter<long>(
        "stackbilt.span.late_children",
        "{span}",
        "Spans started as children of a span that had ended.");

    static readonly Counter<long> Faults = Meter.CreateCounter<long>(
        "stackbilt.carrier.faults",
        "{fault}",
        "Failures of carriers, scope owners, processors and listeners, which were kept away from the work.");

    /// <summary>Only what an <see cref="AmbientCarrier"/> keeps is counted: others keep their attachments themselves.</summary>
    public static UpDownCounter<long> OpenScopes { get; } = Meter.CreateUpDownCounter<long>(
        "stackbilt.carrier.scopes.open",
        "{scope}",
        "Scopes that have been opened and not closed yet.");

    public static void Count(MisuseKind kind)
    {
        switch (kind)
        {
            case MisuseKind.ScopeClosedOutOfOrder:
                CountScope("out_of_order");
                break;
            case MisuseKind.ScopeClosedTwice:
                CountScope("already_detached");
                break;
            case MisuseKind.ScopeClosedInAnotherFlow:
                CountScope("wrong_flow");
                break;
            case MisuseKind.ChildOfEndedSpan when LateChildren.Enabled:
                LateChildren.Add(1);
                break;
        }
    }

    public static void CountFault(object source, string operation)
    {
        if (Faults.Enabled)
            Faults.Add(1, new("operation", operation), new("source", source.GetType().FullName));
    }

    static void CountScope(string outcome)
    {
        if (MisusedScopes.Enabled)
            MisusedScopes.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
    }
}
