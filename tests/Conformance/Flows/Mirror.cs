namespace Stackbilt.Observability.Conformance;

/// <summary>
/// What people wrap a carrier in, for logs say: it is told of each attachment and of each close, and may fail at one of its
/// members. The faults of a mirror are its own and not the carrier's.
/// </summary>
sealed class Mirror(IContextCarrier inner, string? failsAt = null) : IContextCarrier, IScopeOwner
{
    readonly InvalidOperationException _failure = new("the mirror fails on purpose");
    readonly List<TracingFault> _faults = [];
    int _opened;
    int _closed;

    /// <summary>How often it was told of an attachment and of a close.</summary>
    public (int Opened, int Closed) Told => (Volatile.Read(ref _opened), Volatile.Read(ref _closed));

    /// <summary>What was reported of it: the members at which it failed.</summary>
    public string Reported
    {
        get
        {
            lock (_faults)
                return string.Join(", ", _faults.Select(fault => fault.Exception == _failure ? fault.Operation : $"{fault.Exception}"));
        }
    }

    public CarrierCapabilities Capabilities
    {
        get
        {
            FailAt(nameof(Capabilities));
            return inner.Capabilities;
        }
    }

    public Span? Current => inner.Current;

    public CarrierScope Attach(Span? span)
    {
        FailAt(nameof(Attach));
        var scope = inner.Attach(span);
        Interlocked.Increment(ref _opened);
        return new CarrierScope(scope.Span, this, scope);
    }

    DetachResult IScopeOwner.Detach(object attachment)
    {
        Interlocked.Increment(ref _closed);
        var result = ((CarrierScope)attachment).Detach();
        FailAt("Detach");
        return result;
    }

    public void Note(TracingFault fault)
    {
        lock (_faults)
            _faults.Add(fault);
    }

    void FailAt(string member)
    {
        if (member == failsAt)
            throw _failure;
    }
}
