namespace Stackbilt.Observability;

/// <summary>
/// Everything about an ambient carrier but where it keeps its state: a carrier that derives from it reads one slot and
/// writes one slot. Nesting, masking, scopes closed in any order, ended spans: all done here, once.
/// </summary>
/// <remarks>
/// <para>
/// Reading allocates nothing. Attaching allocates 72 bytes and writes the slot once; attaching what is active already, or
/// null where nothing is, allocates nothing, writes nothing, and gives a scope with nothing to end. Closing in order writes
/// the slot once; out of order it also copies what was attached inside.
/// </para>
/// <para>Safe from any thread, as far as the slot is.</para>
/// </remarks>
public abstract class AmbientCarrier : IContextCarrier, IScopeOwner
{
    /// <summary>For a carrier whose slot can be anywhere.</summary>
    protected AmbientCarrier()
    {
    }

    /// <summary>
    /// For a carrier whose <see cref="Slot"/> is the value of an <see cref="AsyncLocal{T}"/> and nothing else. Then reading takes
    /// a short cut, and closing in order gives the flow the very execution context back that it had, without a copy.
    /// </summary>
    /// <param name="slot">
    /// The slot; not null, and without a change handler. A handler would hear of such a close as of a change of context
    /// (<see cref="AsyncLocalValueChangedArgs{T}.ThreadContextChanged"/>), and what it wrote into other slots while the span was
    /// attached would be taken back. For a slot that has one, use the constructor without arguments: then each close is a write.
    /// </param>
    /// <remarks>
    /// In all else a close answers, and leaves in the slot, what a write of it would. It takes the short cut where it is
    /// among the last eight that were opened on the thread, nothing else was written since, and there was no
    /// garbage collection between. Scopes keep no execution context alive, closed or not.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="slot"/> is null.</exception>
    protected AmbientCarrier(AsyncLocal<Attachment?> slot)
    {
        ArgumentNullException.ThrowIfNull(slot);
        AsyncSlot = slot;
    }

    /// <inheritdoc />
    public abstract CarrierCapabilities Capabilities { get; }

    /// <inheritdoc />
    public Span? Current => Attachment.InnermostOpen(Slot);

    /// <summary>Null where the slot is something else.</summary>
    internal AsyncLocal<Attachment?>? AsyncSlot { get; }

    /// <summary>
    /// The state of this flow: null before anything was written, then what was written last in this flow or, where the
    /// carrier flows, in the one that it was forked from. Must be cheap, and is read often.
    /// </summary>
    protected abstract Attachment? Slot { get; set; }

    /// <inheritdoc />
    public CarrierScope Attach(Span? span)
    {
        var reference = span?.Reference;
        var slot = Slot;
        if (!IsToBeAttached(reference, slot, out var outer))
            return new CarrierScope(span);

        var scope = new AttachmentScope(reference);
        var attachment = new ScopedAttachment(outer, scope);
        var before = AsyncSlot is null ? null : ExecutionContext.Capture();
        Slot = attachment;
        if (before is not null)
            WaysBack.Remember(scope, slot, before);

        if (TracingInstruments.OpenScopes.Enabled)
            scope.CountAsOpen();

        return new CarrierScope(span, this, scope);
    }

    /// <inheritdoc />
    /// <remarks>Allocates 32 bytes and writes the slot once.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="span"/> is null.</exception>
    public void AttachUntilEnd(Span span)
    {
        ArgumentNullException.ThrowIfNull(span);
        var reference = span.Reference;
        if (IsToBeAttached(reference, Slot, out var outer))
            Slot = new Attachment(outer, reference);
    }

    /// <summary>Whether anything has to be written into the slot, and what is outside it then.</summary>
    static bool IsToBeAttached(SpanReference? reference, Attachment? slot, out Attachment? outer)
    {
        outer = null;
        if (reference is { Target: null })
            return false;

        // Dropping the ended here keeps a loop of active children from growing the list without bound.
        outer = Attachment.WithoutEnded(slot);
        if (outer?.Reference == reference)
            return false;

        outer?.DropEndedOutside();
        return true;
    }

    DetachResult IScopeOwner.Detach(object attachment, Span? span) => Detach(attachment);

    DetachResult IScopeOwner.Detach(object attachment) => Detach(attachment);

    DetachResult Detach(object attachment)
    {
        var closing = (AttachmentScope)attachment;
        if (AsyncSlot is not null && WaysBack.TryGo(closing))
            return new DetachResult(DetachOutcome.InOrder);

        var top = Slot;
        if (!IsOf(closing, top))
            return DetachInside(top, closing);

        closing.Close();
        Slot = Attachment.WithoutEnded(top!.Outer);
        return new DetachResult(DetachOutcome.InOrder);
    }

    DetachResult DetachInside(Attachment? top, AttachmentScope closing)
    {
        var depth = 0;
        var found = top;
        while (found is not null && !IsOf(closing, found))
        {
            if (!found.HasEnded)
                depth++;

            found = found.Outer;
        }

        if (found is null)
        {
            if (!closing.WasClosed && !closing.HasEnded)
                return new DetachResult(DetachOutcome.WrongFlow);

            closing.Close();
            return new DetachResult(DetachOutcome.AlreadyDetached);
        }

        closing.Close();
        Slot = Attachment.Without(found, top);
        return depth == 0 ? new DetachResult(DetachOutcome.InOrder) : new DetachResult(DetachOutcome.OutOfOrder, depth);
    }

    static bool IsOf(AttachmentScope scope, Attachment? attachment) =>
        attachment is ScopedAttachment scoped && scoped.Scope == scope;
}
