namespace Stackbilt.Observability;

/// <summary>What a carrier hands out for an attachment: dispose it to end the attachment.</summary>
/// <remarks>
/// A value of three references. Disposing it never throws: not twice, not out of order, not in another flow, not as
/// <c>default</c> (SCOPE-01, SCOPE-05, SCOPE-07, SCOPE-13). Copies stand for the same attachment.
/// </remarks>
public readonly struct CarrierScope : IDisposable, IEquatable<CarrierScope>
{
    readonly IScopeOwner? _owner;
    readonly object? _attachment;

    /// <summary>A scope with nothing to end: of a carrier that keeps nothing, or of an attachment that was not needed.</summary>
    /// <param name="span">What the carrier hands down; null where it carries nothing.</param>
    public CarrierScope(Span? span) => Span = span;

    /// <summary>A scope that its owner ends.</summary>
    /// <param name="span">What the carrier hands down; null where it masks or carries nothing.</param>
    /// <param name="owner">Told when the scope is disposed; not null.</param>
    /// <param name="attachment">
    /// What the owner knows the attachment by; not null. For a scope around those of other carriers, best the one, or a list of them
    /// (<see cref="IReadOnlyList{T}"/>): then they are counted as one open scope.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="owner"/> or <paramref name="attachment"/> is null.</exception>
    public CarrierScope(Span? span, IScopeOwner owner, object attachment)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(attachment);
        Span = span;
        _owner = owner;
        _attachment = attachment;
        if (TracingInstruments.OpenScopes.Enabled)
            AttachmentScope.CountAsOne(attachment);
    }

    internal CarrierScope(Span? span, AmbientCarrier owner, AttachmentScope attachment)
    {
        Span = span;
        _owner = owner;
        _attachment = attachment;
    }

    /// <summary>
    /// What the carrier hands down to the work: the attached span itself, or null under a carrier that carries nothing.
    /// </summary>
    public Span? Span { get; }

    /// <summary>Who ends the attachment: for a carrier that wraps another one. Null where there is nothing to end.</summary>
    public IScopeOwner? Owner => _owner;

    /// <summary>What the owner knows the attachment by. Null where there is nothing to end.</summary>
    public object? Attachment => _attachment;

    /// <summary>
    /// Ends the attachment and says what happened. Never throws: what an owner throws is reported to
    /// <see cref="TracingFaults"/>, and a close that is wrong to <see cref="TracingMisuse"/>.
    /// </summary>
    /// <returns>How the scope was closed; <see cref="DetachOutcome.Nothing"/> for <c>default</c>.</returns>
    /// <remarks>
    /// A carrier that wraps another one's scope calls that scope's <see cref="Owner"/> and not this, so that a misuse is told
    /// once.
    /// </remarks>
    public DetachResult Detach()
    {
        if (_owner is null)
            return default;

        try
        {
            var result = _owner.Detach(_attachment!, Span);
            if (result.Outcome is >= DetachOutcome.OutOfOrder and <= DetachOutcome.WrongFlow)
                ReportMisuse(result);

            return result;
        }
        catch (Exception exception)
        {
            TracingFaults.Report(_owner, nameof(Detach), exception);
            return new DetachResult(DetachOutcome.Failed);
        }
    }

    /// <summary>The same as <see cref="Detach"/>, for <c>using</c>.</summary>
    public void Dispose() => Detach();

    /// <summary>True for a copy of the same scope.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(CarrierScope left, CarrierScope right) => left.Equals(right);

    /// <summary>False for a copy of the same scope.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(CarrierScope left, CarrierScope right) => !left.Equals(right);

    /// <summary>True for a copy of the same scope.</summary>
    /// <param name="other">The other.</param>
    public bool Equals(CarrierScope other) =>
        Span == other.Span && _owner == other._owner && _attachment == other._attachment;

    /// <summary>True for a copy of the same scope.</summary>
    /// <param name="obj">The other; null is never equal.</param>
    public override bool Equals(object? obj) => obj is CarrierScope other && Equals(other);

    /// <summary>A hash of the attachment.</summary>
    public override int GetHashCode() => HashCode.Combine(Span, _attachment);

    void ReportMisuse(DetachResult result)
    {
        // The end of a span drops what is attached of it, so that its scope may be gone before it is closed.
        if (result.Outcome == DetachOutcome.AlreadyDetached && Span is { HasEnded: true })
            return;

        var kind = result.Outcome switch
        {
            DetachOutcome.OutOfOrder => MisuseKind.ScopeClosedOutOfOrder,
            DetachOutcome.AlreadyDetached => MisuseKind.ScopeClosedTwice,
            _ => MisuseKind.ScopeClosedInAnotherFlow,
        };
        TracingMisuse.Report(new Misuse(kind, _owner!) { SpanName = Span?.Name, Depth = result.Depth });
    }
}
