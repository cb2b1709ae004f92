namespace Stackbilt.Observability;

/// <summary>
/// A carrier around another one, which does all the work: derive from it, and override what you want to watch or to change. As it
/// is, it does nothing at all.
/// </summary>
/// <remarks>
/// To be called when a scope is closed, give it to <see cref="Watched"/> when it is opened, and override
/// <see cref="OnClosing"/>. Safe from any thread, as far as the other carrier is. Adds a call to each call.
/// </remarks>
public abstract class DelegatingCarrier : IContextCarrier, IScopeOwner
{
    /// <summary>Makes a carrier around another one.</summary>
    /// <param name="inner">The other one; not null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    protected DelegatingCarrier(IContextCarrier inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
    }

    /// <summary>The carrier that does the work; never null.</summary>
    protected IContextCarrier Inner { get; }

    /// <inheritdoc />
    public virtual CarrierCapabilities Capabilities => Inner.Capabilities;

    /// <inheritdoc />
    public virtual Span? Current => Inner.Current;

    /// <inheritdoc />
    public virtual IContextCarrier? CarrierOfNewTraces => Inner.CarrierOfNewTraces;

    /// <inheritdoc />
    public virtual CarrierScope Attach(Span? span) => Inner.Attach(span);

    /// <inheritdoc />
    public virtual void AttachUntilEnd(Span span) => Inner.AttachUntilEnd(span);

    /// <inheritdoc />
    public virtual void AfterEnd(Span? span) => Inner.AfterEnd(span);

    /// <inheritdoc />
    public virtual bool Follow(ITracerActivities activities) => Inner.Follow(activities);

    /// <summary>A scope of the inner carrier, whose closing comes by <see cref="OnClosing"/> first.</summary>
    /// <param name="scope">The scope. One with nothing to end comes back as it is.</param>
    /// <param name="state">What you want to be given then; null for nothing.</param>
    /// <returns>The scope to hand out. Allocates one object of 48 bytes.</returns>
    protected CarrierScope Watched(CarrierScope scope, object? state = null) =>
        scope.Owner is null ? scope : new CarrierScope(scope.Span, this, new WatchedScope(scope, state));

    /// <summary>
    /// Called when a scope is closed that <see cref="Watched"/> gave out. Close the inner scope with <see cref="Close"/>, and
    /// answer what came of it.
    /// </summary>
    /// <param name="scope">The scope of the inner carrier.</param>
    /// <param name="state">What was given with it; null for nothing.</param>
    /// <returns>How the scope was closed.</returns>
    protected virtual DetachResult OnClosing(CarrierScope scope, object? state) => Close(scope);

    /// <summary>Closes a scope of the inner carrier. A wrong close is not reported here: that is done when the outer scope is closed.</summary>
    /// <param name="scope">The scope.</param>
    /// <returns>How it was closed.</returns>
    protected static DetachResult Close(CarrierScope scope) =>
        scope.Owner is { } owner ? owner.Detach(scope.Attachment!, scope.Span) : default;

    DetachResult IScopeOwner.Detach(object attachment) => Detach(attachment);

    DetachResult IScopeOwner.Detach(object attachment, Span? span) => Detach(attachment);

    DetachResult Detach(object attachment)
    {
        var watched = (WatchedScope)attachment;
        return OnClosing(watched.Scope, watched.State);
    }

    internal sealed class WatchedScope(CarrierScope scope, object? state)
    {
        public CarrierScope Scope => scope;

        public object? State => state;
    }
}
