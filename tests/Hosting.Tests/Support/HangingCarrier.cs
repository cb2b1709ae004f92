namespace Stackbilt.Observability.Tests;

/// <summary>A sound carrier whose calls of one member wait until they are released, from the moment when it is told to hang.</summary>
sealed class HangingCarrier : IContextCarrier, IScopeOwner, IDisposable
{
    readonly AsyncLocalCarrier _sound = new();
    readonly ManualResetEventSlim _released = new(initialState: true);
    readonly ManualResetEventSlim _hangs = new();
    volatile string? _member;
    int _entered;

    public CarrierCapabilities Capabilities => _sound.Capabilities;

    /// <summary>How many calls have come to wait.</summary>
    public int Entered => Volatile.Read(ref _entered);

    public Span? Current
    {
        get
        {
            Enter(nameof(Current));
            return _sound.Current;
        }
    }

    public void HangIn(string member)
    {
        _released.Reset();
        _member = member;
    }

    /// <summary>Until a call has come to wait, however long the thread takes to get there.</summary>
    public void WaitUntilItHangs() => Assert.True(_hangs.Wait(TimeSpan.FromMinutes(2)), "No call has come.");

    public void Release()
    {
        _member = null;
        _released.Set();
    }

    public CarrierScope Attach(Span? span)
    {
        Enter(nameof(Attach));
        var scope = _sound.Attach(span);
        return scope.Owner is null ? scope : new CarrierScope(span, this, scope);
    }

    public DetachResult Detach(object attachment)
    {
        Enter(nameof(Detach));
        var scope = (CarrierScope)attachment;
        return scope.Owner!.Detach(scope.Attachment!, scope.Span);
    }

    public void Dispose() => Release();

    void Enter(string member)
    {
        if (_member != member)
            return;

        Interlocked.Increment(ref _entered);
        _hangs.Set();
        _released.Wait();
    }
}
