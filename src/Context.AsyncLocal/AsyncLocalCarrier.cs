namespace Stackbilt.Observability;

/// <summary>
/// The carrier for most services: the active span travels with the execution context, across calls, awaits, tasks, threads,
/// timers and registrations.
/// </summary>
/// <remarks>
/// Where .NET is told not to flow the context (<c>ExecutionContext.SuppressFlow</c>, <c>UnsafeQueueUserWorkItem</c>,
/// <c>Thread.UnsafeStart</c>), nothing is active. A callback of <c>UnsafeRegister</c> is called by the flow that cancels,
/// and sees what is active there. Reading is one <see cref="AsyncLocal{T}"/> read and allocates nothing; attaching
/// copies the execution context, as every write of an <see cref="AsyncLocal{T}"/> does, and closing in order gives back the one
/// that was there. Safe from any thread; instances share nothing.
/// </remarks>
public sealed class AsyncLocalCarrier : AmbientCarrier
{
    readonly AsyncLocal<Attachment?> _slot;

    /// <summary>Makes a carrier with a slot of its own.</summary>
    public AsyncLocalCarrier()
        : this(new AsyncLocal<Attachment?>())
    {
    }

    AsyncLocalCarrier(AsyncLocal<Attachment?> slot)
        : base(slot) => _slot = slot;

    /// <summary>Everything: hands down, ambient, across awaits, into forks.</summary>
    public override CarrierCapabilities Capabilities =>
        CarrierCapabilities.PassesToWork
        | CarrierCapabilities.Ambient
        | CarrierCapabilities.FlowsAcrossAwait
        | CarrierCapabilities.FlowsIntoForks;

    /// <inheritdoc />
    protected override Attachment? Slot
    {
        get => _slot.Value;
        set => _slot.Value = value;
    }
}
