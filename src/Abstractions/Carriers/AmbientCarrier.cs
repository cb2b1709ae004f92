namespace Stackbilt.Observability;

/// <summary>
/// Everything about an ambient carrier but where it keeps its state: a carrier that derives from it reads one slot and
/// writes one slot. Nesting, masking, scopes closed in any order, ended spans: all done here, once.
/// </summary>
/// <remarks>
/// <para>
/// Reading allocates nothing. Attaching allocates 80 bytes and writes the slot once; attaching what is active already, or
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
    /// <param name="slot">The slot; not null.</param>
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
        if (ToAttach(span) is not { } attachment)
            return new CarrierScope(span);

        var before = AsyncSlot is null ? null : ExecutionContext.Capture();
        Slot = attachment;
        var scope = new AttachmentScope(attachment);
        if (before is not null)
            scope.Wrote(before);

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
        if (ToAttach(span) is { } attachment)
            Slot = attachment;
    }

    /// <summary>What to write into the slot; null where nothing has to be written.</summary>
    Attachment? ToAttach(Span? span)
    {
        var reference = span?.Reference;
        if (reference is { Target: null })
            return null;

        // Dropping the ended here keeps a loop of active children from growing the list without bound.
        var outer = Attachment.WithoutEnded(Slot);
        if (outer?.Reference == reference)
            return null;

        outer?.DropEndedOutside();
        return new Attachment(outer, reference);
    }

    DetachResult IScopeOwner.Detach(object attachment, Span? span) => Detach(attachment);

    DetachResult IScopeOwner.Detach(object attachment) => Detach(attachment);

    DetachResult Detach(object attachment)
    {
        var closing = (AttachmentScope)attachment;
        if (closing.TryGoBack())
            return new DetachResult(DetachOutcome.InOrder);

        var top = Slot;
        if (!ReferenceEquals(top, closing.Attachment))
            return DetachInside(top, closing);

        closing.Close();
        Slot = Attachment.WithoutEnded(top!.Outer);
        return new DetachResult(DetachOutcome.InOrder);
    }

    DetachResult DetachInside(Attachment? top, AttachmentScope closing)
    {
        var depth = 0;
        var found = top;
        while (found is not null && found.Original != closing.Attachment)
        {
            if (!found.HasEnded)
                depth++;

            found = found.Outer;
        }

        if (found is null)
        {
            if (!closing.WasClosed && !closing.Attachment.HasEnded)
                return new DetachResult(DetachOutcome.WrongFlow);

            closing.Close();
            return new DetachResult(DetachOutcome.AlreadyDetached);
        }

        closing.Close();
        Slot = Splice(top, found, depth);
        return depth == 0 ? new DetachResult(DetachOutcome.InOrder) : new DetachResult(DetachOutcome.OutOfOrder, depth);
    }

    /// <summary>The attachments of this flow without one of them: those inside it as copies, the others as they are.</summary>
    static Attachment? Splice(Attachment? top, Attachment closing, int depth)
    {
        var inside = new List<Attachment>(depth);
        for (var attachment = top; attachment != closing; attachment = attachment!.Outer)
        {
            if (!attachment!.HasEnded)
                inside.Add(attachment);
        }

        var spliced = Attachment.WithoutEnded(closing.Outer);
        for (var index = inside.Count - 1; index >= 0; index--)
            spliced = new SplicedAttachment(spliced, inside[index]);

        return spliced;
    }
}
