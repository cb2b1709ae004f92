namespace Stackbilt.Observability;

/// <summary>
/// What a <see cref="CarrierScope"/> of an <see cref="AmbientCarrier"/> stands for: an attachment, and how to take it back
/// cheaply. No flow reaches it, only who holds the scope.
/// </summary>
sealed class AttachmentScope(Attachment attachment)
{
    ExecutionContext? _before;
    ExecutionContext? _inside;
    int _isCounted;

    public Attachment Attachment { get; } = attachment;

    /// <summary>Set by the first close that finds it, in whatever flow; only ever asked where it is not found.</summary>
    public bool WasClosed { get; private set; }

    /// <summary>Remembers the flow's context before and after a write of the slot that lives in it, and nowhere else.</summary>
    public void Wrote(ExecutionContext? before)
    {
        _before = before;
        _inside = ExecutionContext.Capture();
    }

    /// <summary>
    /// Gives the flow the very context back that it had, where nothing but the attachment has changed in it since: what a
    /// write of the slot would come to, without the copy.
    /// </summary>
    public bool TryGoBack()
    {
        // Other flows may close their copies of the scope at this moment, and empty both.
        var (before, inside) = (_before, _inside);
        if (before is null || inside is null || !ReferenceEquals(ExecutionContext.Capture(), inside))
            return false;

        Close();
        ExecutionContext.Restore(before);
        return true;
    }

    /// <summary>Remembered, so that one who starts to listen later hears of no close without an opening.</summary>
    public void CountAsOpen()
    {
        _isCounted = 1;
        TracingInstruments.OpenScopes.Add(1);
    }

    public void Close()
    {
        WasClosed = true;
        _before = null;
        _inside = null;
        if (_isCounted != 0 && Interlocked.Exchange(ref _isCounted, 0) != 0)
            TracingInstruments.OpenScopes.Add(-1);
    }
}
