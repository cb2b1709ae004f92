namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Prefers what is open on the thread to what the flow has: it follows invocation instead of registration.</summary>
[CaughtBy("ASYNC-09", "ASYNC-18", "ASYNC-20", "ASYNC-22", "ASYNC-27", "ASYNC-29")]
sealed class FollowsInvocationCarrier : SoundCarrier
{
    readonly ThreadLocal<Entry[]> _here = new(static () => []);

    public override Span? Current => Read(_here.Value!) ?? base.Current;

    public override CarrierScope Attach(Span? span)
    {
        var scope = base.Attach(span);
        _here.Value = Entries;
        return scope;
    }

    protected override DetachResult Close(Entry closing)
    {
        _here.Value = [];
        return base.Close(closing);
    }
}

/// <summary>Mixes two flows under one interleaving: one attaches, then the other twice, then the first again.</summary>
[CaughtBy("ISO-04")]
sealed class MixesOneInterleavingCarrier : SoundCarrier
{
    readonly List<(int Thread, Span? Span)> _attached = [];

    public override Span? Current
    {
        get
        {
            lock (_attached)
                return IsMixed ? _attached[^2].Span : base.Current;
        }
    }

    bool IsMixed => _attached.Count >= 4
        && _attached[^1].Thread == _attached[^4].Thread
        && _attached[^2].Thread == _attached[^3].Thread
        && _attached[^1].Thread != _attached[^2].Thread;

    public override CarrierScope Attach(Span? span)
    {
        lock (_attached)
            _attached.Add((Environment.CurrentManagedThreadId, span));

        return base.Attach(span);
    }

    protected override DetachResult Close(Entry closing)
    {
        lock (_attached)
            _attached.Clear();

        return base.Close(closing);
    }
}
