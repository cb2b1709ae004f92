namespace Stackbilt.Observability;

/// <summary>How the work of a span came out, as in the OpenTelemetry specification (Trace API, "Set Status").</summary>
public enum SpanStatus
{
    /// <summary>Nobody has said: the usual status of work that went well.</summary>
    Unset,

    /// <summary>Your code has said that it went well; no later call changes that.</summary>
    Ok,

    /// <summary>It failed.</summary>
    Error,
}
