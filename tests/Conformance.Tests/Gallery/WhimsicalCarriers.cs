namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Claims to flow into forks, but not on threads of the pool.</summary>
[CaughtBy("DEGR-16")]
sealed class ClaimsByThreadCarrier : SoundCarrier
{
    readonly AsyncLocal<bool> _isInside = new();

    public override CarrierCapabilities Capabilities =>
        !_isInside.Value || Thread.CurrentThread.IsThreadPoolThread ? Everything : Everything & ~CarrierCapabilities.FlowsIntoForks;

    public override CarrierScope Attach(Span? span)
    {
        _isInside.Value = true;
        return base.Attach(span);
    }
}

/// <summary>Claims less on a loop.</summary>
[CaughtBy("DEGR-16")]
sealed class ClaimsByLoopCarrier : SoundCarrier
{
    public override CarrierCapabilities Capabilities =>
        SynchronizationContext.Current is null ? Everything : Everything & ~CarrierCapabilities.FlowsIntoForks;
}

/// <summary>Claims less once it was asked often.</summary>
[CaughtBy("DEGR-16")]
sealed class TiresOfClaimingCarrier : SoundCarrier
{
    int _asked;

    public override CarrierCapabilities Capabilities =>
        Interlocked.Increment(ref _asked) < 500 ? Everything : Everything & ~CarrierCapabilities.FlowsIntoForks;
}

/// <summary>The same, once it was asked very often.</summary>
[CaughtBy("DEGR-16")]
sealed class TiresLateOfClaimingCarrier : SoundCarrier
{
    int _asked;

    public override CarrierCapabilities Capabilities =>
        Interlocked.Increment(ref _asked) < 20_000 ? Everything : Everything & ~CarrierCapabilities.FlowsIntoForks;
}

/// <summary>Claims less in a fork that is inside several scopes.</summary>
[CaughtBy("DEGR-16")]
sealed class ClaimsByForkCarrier : SoundCarrier
{
    readonly AsyncLocal<Thread?> _thread = new();

    public override CarrierCapabilities Capabilities =>
        Entries.Length < 2 || _thread.Value == Thread.CurrentThread ? Everything : Everything & ~CarrierCapabilities.PassesToWork;

    public override CarrierScope Attach(Span? span)
    {
        _thread.Value = Thread.CurrentThread;
        return base.Attach(span);
    }
}

/// <summary>Takes two locks to close a scope: its own flow's first, and then that of the flow that attached.</summary>
[CaughtBy("ISO-12")]
sealed class TwoLocksCarrier : SoundCarrier, IScopeOwner
{
    readonly ThreadLocal<object> _ofThisThread = new(static () => new object());

    public override CarrierScope Attach(Span? span)
    {
        var scope = base.Attach(span);
        return scope.Attachment is Entry entry ? new CarrierScope(span, this, new Key(_ofThisThread.Value!, entry)) : scope;
    }

    DetachResult IScopeOwner.Detach(object attachment)
    {
        var key = (Key)attachment;
        lock (_ofThisThread.Value!)
        {
            if (key.Lock == _ofThisThread.Value)
                return Close(key.Entry);

            Thread.Yield();
            lock (key.Lock)
                return Close(key.Entry);
        }
    }

    sealed record Key(object Lock, Entry Entry);
}

/// <summary>Flows share a list that whoever reads it shortens, in two steps.</summary>
[CaughtBy("ISO-11")]
sealed class PrunesInTwoStepsCarrier : SoundCarrier
{
    readonly AsyncLocal<Holder?> _holder = new();

    protected override Entry[] Entries
    {
        get
        {
            if (_holder.Value is not { } holder)
                return [];

            var entries = holder.Entries;
            if (!entries.Any(static entry => entry.HasEnded))
                return entries;

            holder.Entries = [];
            Thread.Yield();
            holder.Entries = [.. entries.Where(static entry => !entry.HasEnded)];
            return holder.Entries;
        }
        set => _holder.Value = new Holder { Entries = value };
    }

    sealed class Holder
    {
        public Entry[] Entries { get; set; } = [];
    }
}
