using System.Diagnostics;

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
    readonly bool _adopts;
    // Until something is attached, every flow has null in the slot, and need not be asked.
    bool _wasWritten;
    // Weak: a tracer reaches its processors, and a carrier may outlive it.
    WeakReference<ITracerActivities>? _activities;

    /// <summary>For a carrier whose slot can be anywhere.</summary>
    protected AmbientCarrier()
    {
    }

    /// <summary>
    /// For a carrier whose <see cref="Slot"/> is the value of an <see cref="AsyncLocal{T}"/> and nothing else. Then reading takes
    /// a short cut, and closing in order gives the flow back the same execution context that it had, without a copy.
    /// </summary>
    /// <param name="slot">
    /// The slot; not null, and without a change handler. A handler would be called for such a close as for a change of context
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
        : this(slot, adoptsActivities: false)
    {
    }

    /// <summary>
    /// The same for a carrier that claims <see cref="CarrierCapabilities.AdoptsActivities"/>: what is in
    /// <see cref="Activity.Current"/> is active, no matter which code started it, and the slot is written only where that does not say it all.
    /// </summary>
    /// <param name="slot">The slot; not null.</param>
    /// <param name="adoptsActivities">Whether it does.</param>
    /// <exception cref="ArgumentNullException"><paramref name="slot"/> is null.</exception>
    protected AmbientCarrier(AsyncLocal<Attachment?> slot, bool adoptsActivities)
    {
        ArgumentNullException.ThrowIfNull(slot);
        _adopts = adoptsActivities;
        AsyncSlot = adoptsActivities ? null : slot;
    }

    /// <inheritdoc />
    public abstract CarrierCapabilities Capabilities { get; }

    /// <inheritdoc />
    public Span? Current => _adopts ? InnermostAdopted() : Attachment.InnermostOpen(Slot);

    internal bool Adopts => _adopts;

    ITracerActivities? Activities =>
        _activities is { } reference && reference.TryGetTarget(out var activities) ? activities : null;

    IContextCarrier? IContextCarrier.CarrierOfNewTraces => null;

    /// <summary>Null where the slot is something else.</summary>
    internal AsyncLocal<Attachment?>? AsyncSlot { get; }

    /// <summary>
    /// The state of this flow: null before anything was written, then what was written last in this flow or, where the
    /// carrier flows, in the one that it was forked from. Must be cheap, and is read often.
    /// </summary>
    protected abstract Attachment? Slot { get; set; }

    internal Span? InnermostAdopted()
    {
        var current = Activity.Current;
        if (_wasWritten || current is { IsStopped: true })
            return AdoptedActivity.Innermost(Slot, current, Activities);

        return current is null ? null : AdoptedActivity.SpanOf(current, Activities);
    }

    /// <inheritdoc />
    public CarrierScope Attach(Span? span)
    {
        var reference = span?.Reference;
        var slot = Slot;
        var isFollowed = IsFollowed(span, slot);
        if (reference is { Target: null } || IsActive(span, reference, isFollowed, slot))
            return new CarrierScope(span);

        var scope = new AttachmentScope(reference);
        if (isFollowed)
            AttachFollowed(span, scope, slot);
        else
            AttachAlone(scope, slot);

        if (TracingInstruments.OpenScopes.Enabled)
            scope.CountAsOpen();

        return new CarrierScope(span, this, scope);
    }

    /// <inheritdoc />
    /// <remarks>Allocates 32 bytes, 48 for an activity that was not started right inside its parent, and writes the slot once.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="span"/> is null.</exception>
    public void AttachUntilEnd(Span span)
    {
        ArgumentNullException.ThrowIfNull(span);
        var reference = span.Reference;
        var slot = Slot;
        var activity = span.Activity;
        if (activity is null && !_adopts)
        {
            var open = Attachment.WithoutEnded(slot);
            if (reference.Target is null || open?.Reference == reference)
                return;

            open?.DropEndedOutside();
            Slot = new Attachment(open, reference);
            return;
        }

        var current = Activity.Current;
        // What was just started is current already, and what was current before it is still to be remembered.
        var isStarted = activity is not null && ReferenceEquals(activity, current);
        if (reference.Target is null || (!(_adopts && isStarted) && IsActive(span, reference, isFollowed: false, slot)))
            return;

        var outside = isStarted ? OutsideOf(activity!) : current;
        // Right inside its parent an activity knows itself what is outside.
        var isOwnWay = isStarted && ReferenceEquals(outside, activity!.Parent);
        NoteWrite();
        Slot = isOwnWay
            ? new Attachment(Outer(slot), reference)
            : new FollowedAttachment(Outer(slot, outside), reference, activity ?? current, FollowingActivity.Standing(outside, slot));
        if (activity is not null && !isStarted)
            _ = CurrentActivity.TrySet(activity);
    }

    bool IContextCarrier.Follow(ITracerActivities activities)
    {
        ArgumentNullException.ThrowIfNull(activities);
        Volatile.Write(ref _activities, new WeakReference<ITracerActivities>(activities));
        return true;
    }

    void IContextCarrier.AfterEnd(Span? span)
    {
        // Where the parent goes on, the platform has gone back to it by itself.
        var parent = span?.Activity?.Parent is { IsStopped: false } running ? running : null;
        if (parent is not null && _adopts && !_wasWritten)
            return;

        var top = Slot;
        if (top is null && (parent is not null || Activity.Current is not { IsStopped: true }))
            return;

        var reference = span?.ExistingReference;
        var ended = reference is null ? null : top;
        while (ended is not null && ended.Reference != reference)
            ended = ended.Outer;

        if (ended is not FollowedAttachment && parent is not null && Attachment.IsInsideInnermost(top, parent))
            return;

        Activity? left;
        do
        {
            left = ended is FollowedAttachment followed
                ? FollowingActivity.Outside(followed)
                : FollowingActivity.Standing(Activity.Current, top);
        }
        while (!CurrentActivity.TrySet(left));
    }

    void AttachAlone(AttachmentScope scope, Attachment? slot)
    {
        var before = AsyncSlot is null ? null : ExecutionContext.Capture();
        Slot = new ScopedAttachment(Outer(slot), scope);
        if (before is not null)
            WaysBack.Remember(scope, slot, before);
    }

    void AttachFollowed(Span? span, AttachmentScope scope, Attachment? slot)
    {
        var outside = FollowingActivity.Standing(Activity.Current, slot);
        var inside = span is null ? null : span.Activity ?? outside;
        NoteWrite();
        Slot = new FollowedScopedAttachment(Outer(slot, outside), scope, inside, outside);
        // One that has stopped meanwhile is not active, whatever is current.
        _ = CurrentActivity.TrySet(inside);
    }

    /// <summary>Written once: all processors read what is beside it.</summary>
    void NoteWrite()
    {
        if (!_wasWritten)
            _wasWritten = true;
    }

    /// <summary>Whether attaching it changes the platform's current activity, or has to know it.</summary>
    bool IsFollowed(Span? span, Attachment? slot)
    {
        if (_adopts)
            return true;

        return span is null
            // A host starts activities, and HttpClient sends their ids, when nothing listens as well.
            ? Activities is not null && FollowingActivity.Standing(Activity.Current, slot) is not null
            : span.Activity is { IsStopped: false } activity && !ReferenceEquals(activity, Activity.Current);
    }

    /// <summary>Whether attaching it would change nothing.</summary>
    bool IsActive(Span? span, SpanReference? reference, bool isFollowed, Attachment? slot) => _adopts
        ? Equals(AdoptedActivity.Innermost(slot, Activity.Current, Activities), span)
        : Attachment.WithoutEnded(slot)?.Reference == reference && !(span is null && isFollowed);

    Activity? OutsideOf(Activity started) =>
        Activities is { } activities ? activities.OutsideOf(started) : started.Parent;

    /// <summary>What has ended is dropped here, which keeps a loop of active children from growing the list without bound.</summary>
    static Attachment? Outer(Attachment? slot)
    {
        var outer = Attachment.WithoutEnded(slot);
        outer?.DropEndedOutside();
        return outer;
    }

    static Attachment? Outer(Attachment? slot, Activity? outside)
    {
        var outer = Attachment.Trimmed(slot, outside);
        outer?.DropEndedOutside();
        return outer;
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
        Slot = top is FollowedAttachment followed ? Left(followed, top) : Attachment.WithoutEnded(top!.Outer);
        return new DetachResult(DetachOutcome.InOrder);
    }

    DetachResult DetachInside(Attachment? top, AttachmentScope closing)
    {
        var depth = 0;
        var isLeft = true;
        var found = top;
        while (found is not null && !IsOf(closing, found))
        {
            if (!found.HasEnded)
            {
                depth++;
                // What is current then is that one's affair.
                isLeft &= found is not FollowedAttachment;
            }

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
        Slot = isLeft && found is FollowedAttachment followed
            ? Left(followed, top)
            : Attachment.Trimmed(Attachment.Without(found, top), Activity.Current);
        return depth == 0 ? new DetachResult(DetachOutcome.InOrder)
            // The end has closed it, whether it was still in the list or not (LIFE-39).
            : closing.HasEnded ? new DetachResult(DetachOutcome.AlreadyDetached)
            : new DetachResult(DetachOutcome.OutOfOrder, depth);
    }

    /// <summary>The flow may be right inside the one that is closed, and goes outside then.</summary>
    static Attachment? Left(FollowedAttachment closed, Attachment? top)
    {
        FollowingActivity.Leave(closed, top);
        return Attachment.Trimmed(Attachment.Without(closed, top), Activity.Current);
    }

    static bool IsOf(AttachmentScope scope, Attachment? attachment) => attachment is not null && attachment.Scope == scope;
}
