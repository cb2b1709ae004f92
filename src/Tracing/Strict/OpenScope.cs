namespace Stackbilt.Observability;

/// <summary>A scope that a <see cref="StrictCarrier"/> has handed out: where it was opened, and whether it was closed.</summary>
sealed class OpenScope(Opening opening)
{
    int _wasClosed;

    public Opening Opening => opening;

    /// <summary>Notes a close.</summary>
    /// <returns>False where it was closed before.</returns>
    public bool Close() => Interlocked.Exchange(ref _wasClosed, 1) == 0;
}
