namespace Stackbilt.Observability;

/// <summary>
/// What a <see cref="CarrierScope"/> of an <see cref="AmbientCarrier"/> stands for: an attachment, whichever copy of it a
/// flow has. It reaches neither attachments nor contexts, so that a scope that is left open and kept keeps no flow alive.
/// </summary>
sealed class AttachmentScope(SpanReference? reference)
{
    int _isCounted;

    /// <summary>Null for a mask.</summary>
    public SpanReference? Reference { get; } = reference;

    /// <summary>Set by the first close that finds it, in whatever flow; only ever asked where it is not found.</summary>
    public bool WasClosed { get; private set; }

    public bool HasEnded => Reference is { Target: null };

    /// <summary>Remembered, so that a listener that comes later is shown no close without an opening.</summary>
    public void CountAsOpen()
    {
        _isCounted = 1;
        TracingInstruments.OpenScopes.Add(1);
    }

    public void Close()
    {
        WasClosed = true;
        if (_isCounted != 0 && Interlocked.Exchange(ref _isCounted, 0) != 0)
            TracingInstruments.OpenScopes.Add(-1);
    }
}
