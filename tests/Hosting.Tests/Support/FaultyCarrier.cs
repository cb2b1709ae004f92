namespace Stackbilt.Observability.Tests;

/// <summary>What a <see cref="FaultyCarrier"/> does wrong.</summary>
enum Fault
{
    None,

    /// <summary>Throws before it has done anything.</summary>
    ThrowsBefore,

    /// <summary>Does it, and throws then.</summary>
    ThrowsAfter,

    /// <summary>Does nothing and answers nothing.</summary>
    AnswersNull,

    /// <summary>Does nothing and answers a span that has ended.</summary>
    AnswersEnded,
}

/// <summary>A sound ambient carrier that goes wrong whenever it is told to: asked before each call of its interface.</summary>
sealed class FaultyCarrier(Func<string, Fault> next) : IContextCarrier, IScopeOwner
{
    static readonly Span Ended = EndedSpan();

    readonly AsyncLocalCarrier _sound = new();

    public CarrierCapabilities Capabilities => _sound.Capabilities;

    public Span? Current => Do(nameof(Current), () => _sound.Current, null, Ended);

    public CarrierScope Attach(Span? span)
    {
        var scope = Do(nameof(Attach), () => _sound.Attach(span), default, new CarrierScope(Ended));
        return scope.Owner is null ? scope : new CarrierScope(scope.Span, this, scope);
    }

    public DetachResult Detach(object attachment) =>
        Do(nameof(Detach), ((CarrierScope)attachment).Detach, default, default);

    T Do<T>(string operation, Func<T> properly, T nothing, T ended)
    {
        var fault = next(operation);
        if (operation == nameof(Detach) && fault is Fault.AnswersNull or Fault.AnswersEnded)
            fault = Fault.ThrowsBefore;

        if (fault == Fault.ThrowsBefore)
            throw new InvalidOperationException($"{operation} failed");

        if (fault == Fault.AnswersNull)
            return nothing;

        if (fault == Fault.AnswersEnded)
            return ended;

        var answer = properly();
        return fault == Fault.None ? answer : throw new InvalidOperationException($"{operation} failed afterwards");
    }

    static Span EndedSpan()
    {
        var span = new Tracer(new NullCarrier()).StartRoot("ended");
        span.End();
        return span;
    }
}
