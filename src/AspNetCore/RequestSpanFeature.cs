namespace Stackbilt.Observability;

/// <summary>What the middleware keeps on a request.</summary>
sealed class RequestSpanFeature
{
    /// <summary>What the carrier handed down.</summary>
    public Span? Span { get; set; }

    /// <summary>What left the pipeline; null where nothing did.</summary>
    public Exception? Exception { get; set; }
}
