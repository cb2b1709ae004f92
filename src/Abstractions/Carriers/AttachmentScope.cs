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
        CountAsClosed();
    }

    // Far more carriers than are around each other. A list that is inside itself, or has no end, must not hang or end the process.
    const int MostScopesInside = 100;

    /// <summary>A scope around those of other carriers is one, and the first of them is counted for it.</summary>
    public static void CountAsOne(object attachment)
    {
        var isCounted = false;
        var left = MostScopesInside;
        CountAsOne(attachment, ref isCounted, ref left);
    }

    static void CountAsOne(object? attachment, ref bool isCounted, ref int left)
    {
        if (left-- <= 0)
            return;

        switch (attachment)
        {
            case AttachmentScope { _isCounted: not 0 } scope:
                if (isCounted)
                    scope.CountAsClosed();

                isCounted = true;
                break;
            case CarrierScope wrapped:
                CountAsOne(wrapped.Attachment, ref isCounted, ref left);
                break;
            case DelegatingCarrier.WatchedScope watched:
                CountAsOne(watched.Scope.Attachment, ref isCounted, ref left);
                CountAsOne(watched.State, ref isCounted, ref left);
                break;
            case IReadOnlyList<CarrierScope> several:
                foreach (var scope in several)
                {
                    if (left <= 0)
                        break;

                    CountAsOne(scope.Attachment, ref isCounted, ref left);
                }

                break;
        }
    }

    void CountAsClosed()
    {
        if (_isCounted != 0 && Interlocked.Exchange(ref _isCounted, 0) != 0)
            TracingInstruments.OpenScopes.Add(-1);
    }
}
