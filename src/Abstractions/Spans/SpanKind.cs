namespace Stackbilt.Observability;

/// <summary>The role of a span in its trace, as in the OpenTelemetry specification (Trace API, "SpanKind").</summary>
public enum SpanKind
{
    /// <summary>Work inside one process. What a child is unless said otherwise.</summary>
    Internal,

    /// <summary>The handling of a request that came from elsewhere.</summary>
    Server,

    /// <summary>A request to elsewhere, with its wait for the answer.</summary>
    Client,

    /// <summary>A message handed to a broker or queue, whose handling is not waited for.</summary>
    Producer,

    /// <summary>The handling of a message that a producer sent.</summary>
    Consumer,
}
