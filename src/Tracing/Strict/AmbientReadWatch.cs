namespace Stackbilt.Observability;

/// <summary>
/// Bound to <see cref="ActiveSpan"/> in place of a carrier that keeps nothing ambient: answers nothing, and reports a read of
/// the active span that no bound carrier answers.
/// </summary>
sealed class AmbientReadWatch(StrictTracing strict) : IContextCarrier
{
    [ThreadStatic]
    static bool _isAskingOthers;

    public CarrierCapabilities Capabilities => CarrierCapabilities.Ambient;

    public Span? Current
    {
        get
        {
            if (!_isAskingOthers && !OthersAnswer())
                strict.NoteRead();

            return null;
        }
    }

    public CarrierScope Attach(Span? span) => default;

    /// <summary>With several hosts in a process the read may be meant for another one.</summary>
    static bool OthersAnswer()
    {
        _isAskingOthers = true;
        try
        {
            return ActiveSpan.Current is not null;
        }
        finally
        {
            _isAskingOthers = false;
        }
    }
}
