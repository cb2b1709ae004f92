using System.Diagnostics.Metrics;

namespace Stackbilt.Observability;

/// <summary>
/// What the tracing measures of itself. Each instrument is asked whether something listens before anything is computed.
/// </summary>
static class TracingInstruments
{
    const string MeterName = "Stackbilt.Observability";

    static readonly Meter Meter = new(MeterName, typeof(TracingInstruments).Assembly.GetName().Version?.ToString(3));

    static readonly GuardedCounter MisusedScopes = Counting(
        "stackbilt.carrier.scopes.misused",
        static (meter, name) => meter.CreateCounter<long>(
            name, "{scope}", "Scopes closed out of order, more than once, or in another flow than they were opened in."));

    static readonly GuardedCounter LateChildren = Counting(
        "stackbilt.span.late_children",
        static (meter, name) => meter.CreateCounter<long>(
            name, "{span}", "Spans started as children of a span that had ended."));

    static readonly GuardedCounter Faults = Counting(
        "stackbilt.carrier.faults",
        static (meter, name) => meter.CreateCounter<long>(
            name,
            "{fault}",
            "Failures of carriers, scope owners, processors and listeners, which were kept away from the work."));

    /// <summary>Only what an <see cref="AmbientCarrier"/> keeps is counted: others keep their attachments themselves.</summary>
    public static GuardedCounter OpenScopes { get; } = Counting(
        "stackbilt.carrier.scopes.open",
        static (meter, name) => meter.CreateUpDownCounter<long>(
            name, "{scope}", "Scopes that have been opened and not closed yet."));

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

    /// <summary>What a listener throws now is dropped: it would be a fault in its turn, and be counted.</summary>
    public static void CountFault(object source, string operation)
    {
        if (Faults.Enabled)
            _ = Faults.TryAdd(1, new("operation", operation), new("source", source.GetType().FullName));
    }

    static GuardedCounter Counting(string name, Func<Meter, string, Instrument<long>> make) =>
        new(PublishedInstrument.Make(Meter, name, make));

    static void CountScope(string outcome)
    {
        if (MisusedScopes.Enabled)
            MisusedScopes.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
    }
}
