namespace Stackbilt.Observability.Tests;

/// <summary>A sound ambient carrier, which throws where the thrower says.</summary>
sealed class ThrowingCarrier(Thrower thrower) : IContextCarrier, IScopeOwner, IDisposable
{
    readonly AsyncLocalCarrier _sound = new();

    public CarrierCapabilities Capabilities
    {
        get
        {
            thrower.At("IContextCarrier.Capabilities");
            return _sound.Capabilities;
        }
    }

    public Span? Current
    {
        get
        {
            thrower.At("IContextCarrier.Current");
            return _sound.Current;
        }
    }

    public CarrierScope Attach(Span? span)
    {
        thrower.At("IContextCarrier.Attach");
        var scope = _sound.Attach(span);
        return scope.Owner is null ? scope : new CarrierScope(scope.Span, this, scope);
    }

    public void AttachUntilEnd(Span span)
    {
        thrower.At("IContextCarrier.AttachUntilEnd");
        _sound.AttachUntilEnd(span);
    }

    public void AfterEnd(Span? span)
    {
        ((IContextCarrier)_sound).AfterEnd(span);
        thrower.At("IContextCarrier.AfterEnd");
    }

    public IContextCarrier? CarrierOfNewTraces
    {
        get
        {
            thrower.At("IContextCarrier.CarrierOfNewTraces");
            return null;
        }
    }

    public bool Follow(ITracerActivities activities)
    {
        var follows = ((IContextCarrier)_sound).Follow(activities);
        thrower.At("IContextCarrier.Follow");
        return follows;
    }

    public DetachResult Detach(object attachment)
    {
        var scope = (CarrierScope)attachment;
        var result = scope.Owner!.Detach(scope.Attachment!, scope.Span);
        thrower.At("IScopeOwner.Detach");
        return result;
    }

    public void Dispose() => thrower.At("IDisposable.Dispose");

    // Somebody else's idea of equality is somebody else's code.
    public override bool Equals(object? obj) => throw thrower.Exception;

    public override int GetHashCode() => throw thrower.Exception;

    public override string ToString() => throw thrower.Exception;
}
