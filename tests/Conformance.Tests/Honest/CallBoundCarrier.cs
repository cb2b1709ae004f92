namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>
/// A carrier that is ambient and claims no more: what is attached is seen by what is called synchronously on the same thread
/// while the scope is open, and by nobody else. It shows that the "without" half of the rules can be met.
/// </summary>
/// <remarks>
/// The execution context tells whose frame it is, so that a continuation that runs inline on this thread sees nothing of it;
/// the thread tells forks and continuations apart.
/// </remarks>
sealed class CallBoundCarrier : IContextCarrier, IScopeOwner
{
    readonly AsyncLocal<Frame?> _top = new();

    public CarrierCapabilities Capabilities => CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient;

    public Span? Current
    {
        get
        {
            for (var frame = _top.Value; frame is { IsHere: true }; frame = frame.Outer)
            {
                if (frame.WasClosed)
                    continue;

                // Asked once: between two questions another flow may end it.
                if (frame.Reference is not { } reference)
                    return null;

                if (reference.Target is { } open)
                    return open;
            }

            return null;
        }
    }

    public CarrierScope Attach(Span? span)
    {
        if (span is { HasEnded: true })
            return new CarrierScope(span);

        var outer = _top.Value is { IsHere: true } here ? here.NearestOpen : null;
        var frame = new Frame(outer, span?.Reference);
        _top.Value = frame;
        return new CarrierScope(span, this, frame);
    }

    DetachResult IScopeOwner.Detach(object attachment)
    {
        var closing = (Frame)attachment;
        if (closing.WasClosed || !closing.IsOpen)
        {
            closing.WasClosed = true;
            return new DetachResult(DetachOutcome.AlreadyDetached);
        }

        var depth = 0;
        var found = _top.Value;
        for (; found is { IsHere: true } && found != closing; found = found.Outer)
            depth += found.IsOpen ? 1 : 0;

        if (found != closing || !closing.IsHere)
            return new DetachResult(DetachOutcome.WrongFlow);

        closing.WasClosed = true;
        _top.Value = _top.Value?.NearestOpen;
        return new DetachResult(depth == 0 ? DetachOutcome.InOrder : DetachOutcome.OutOfOrder, depth);
    }

    sealed class Frame(Frame? outer, SpanReference? reference)
    {
        // Not its number: numbers are given again.
        readonly Thread _thread = Thread.CurrentThread;

        public Frame? Outer { get; private set; } = outer;

        public SpanReference? Reference => reference;

        // One thread alone ever sees a frame, so that marking it closed changes nothing for another flow.
        public bool WasClosed { get; set; }

        public bool IsOpen => !WasClosed && reference is not { Target: null };

        public bool IsHere => _thread == Thread.CurrentThread;

        public Frame? NearestOpen
        {
            get
            {
                var frame = this;
                while (frame is { IsOpen: false })
                    frame = frame.Outer;

                // Otherwise a chain of spans that overlap would grow without bound.
                for (var open = frame; open is not null; open = open.Outer)
                {
                    while (open.Outer is { IsOpen: false } over)
                        open.Outer = over.Outer;
                }

                return frame;
            }
        }
    }
}
