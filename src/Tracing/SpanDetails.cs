namespace Stackbilt.Observability;

/// <summary>What few spans have, in an object of its own so that the others stay small; also the lock of all changes.</summary>
sealed class SpanDetails
{
    public List<SpanEvent>? Events { get; set; }

    public List<SpanLink>? Links { get; set; }

    public string? StatusDescription { get; set; }

    public Exception? LastException { get; set; }
}
