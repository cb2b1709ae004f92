namespace Stackbilt.Observability;

/// <summary>
/// The host's tracer for its log. It is put here when it is made: a log that asked the container for it would ask for something
/// that itself may write to the log while it is made.
/// </summary>
sealed class TracerOfLogs
{
    /// <summary>Null before there is one.</summary>
    public Tracer? Tracer { get; set; }
}
