namespace Stackbilt.Observability;

/// <summary>
/// Stands at the static door for a carrier that is not asked there, since it keeps nothing ambient: answers nothing, and
/// tells of reads that nobody can answer.
/// </summary>
sealed class StrictDoor(StrictTracing strict) : IContextCarrier
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
