namespace Stackbilt.Observability;

/// <summary>
/// What a scope of a <see cref="StrictCarrier"/> stands for: who closes the watched carrier's own scope, by what, and where
/// it was opened.
/// </summary>
sealed class OpenScope(IScopeOwner owner, object attachment, Opening opening)
{
    int _wasClosed;

    public IScopeOwner Owner => owner;

    public object Attachment => attachment;

    public Opening Opening => opening;

    /// <summary>Notes a close.</summary>
    /// <returns>False where it was closed before.</returns>
    public bool Close() => Interlocked.Exchange(ref _wasClosed, 1) == 0;
}
