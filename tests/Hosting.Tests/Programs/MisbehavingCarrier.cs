namespace Stackbilt.Observability.Tests;

/// <summary>
/// A sound carrier that does wrong once when it is told to: the next call of one member. Everything else it does properly, so
/// that a model can follow it.
/// </summary>
sealed class MisbehavingCarrier : IContextCarrier, IScopeOwner
{
    static readonly Span Stranger = new Tracer(new NullCarrier()).StartRoot("stranger");

    readonly AsyncLocalCarrier _sound = new();
    string? _member;
    Misdeed _misdeed;

    public bool IsBroken { get; set; }

    /// <summary>What a <see cref="Misdeed.Pretends"/> of <c>Current</c> answers.</summary>
    public Span? Stale { get; set; }

    /// <summary>What it was given when it last did wrong: not always what the program has attached.</summary>
    public Span? Given { get; private set; }

    public CarrierCapabilities Capabilities => _sound.Capabilities;

    public Span? Current => Take(nameof(Current)) switch
    {
        Misdeed.None => _sound.Current,
        Misdeed.Pretends => Stale,
        _ => throw new InvalidOperationException("Current failed"),
    };

    public void Arm(string member, Misdeed misdeed) => (_member, _misdeed) = (member, misdeed);

    /// <summary>Whether it has done wrong since it was armed; it does not any more.</summary>
    public bool Disarm()
    {
        var hasDone = _misdeed != Misdeed.None && _member is null;
        (_member, _misdeed) = (null, Misdeed.None);
        return hasDone;
    }

    public CarrierScope Attach(Span? span)
    {
        var misdeed = Take(nameof(Attach), span);
        if (misdeed == Misdeed.ThrowsBefore)
            throw new InvalidOperationException("Attach failed");

        if (misdeed == Misdeed.DoesNothing)
            return new CarrierScope(span);

        if (misdeed == Misdeed.Pretends)
            return new CarrierScope(span, this, default(CarrierScope));

        var scope = _sound.Attach(span);
        return misdeed switch
        {
            Misdeed.ThrowsAfter => throw new InvalidOperationException("Attach failed afterwards"),
            Misdeed.AnswersAnother => new CarrierScope(Stranger, this, scope),
            Misdeed.KeepsTheScope => new CarrierScope(span),
            _ => scope.Owner is null ? scope : new CarrierScope(span, this, scope),
        };
    }

    public void AttachUntilEnd(Span span)
    {
        var misdeed = Take(nameof(AttachUntilEnd), span);
        if (misdeed == Misdeed.ThrowsBefore)
            throw new InvalidOperationException("AttachUntilEnd failed");

        if (misdeed == Misdeed.DoesNothing)
            return;

        _sound.AttachUntilEnd(span);
        if (misdeed != Misdeed.None)
            throw new InvalidOperationException("AttachUntilEnd failed afterwards");
    }

    DetachResult IScopeOwner.Detach(object attachment)
    {
        var misdeed = Take(nameof(CarrierScope.Detach));
        if (misdeed == Misdeed.ThrowsBefore)
            throw new InvalidOperationException("Detach failed");

        if (misdeed is Misdeed.DoesNothing or Misdeed.Pretends)
            return new DetachResult(misdeed == Misdeed.Pretends ? DetachOutcome.InOrder : DetachOutcome.Failed);

        var scope = (CarrierScope)attachment;
        var result = scope.Owner?.Detach(scope.Attachment!, scope.Span) ?? default;
        return misdeed == Misdeed.None ? result : throw new InvalidOperationException("Detach failed afterwards");
    }

    Misdeed Take(string member, Span? given = null)
    {
        if (IsBroken)
            throw new InvalidOperationException("out of order");

        if (_member != member)
            return Misdeed.None;

        _member = null;
        Given = given;
        return _misdeed;
    }
}
