namespace Stackbilt.Observability;

/// <summary>
/// The carrier for pure code, actors, mailboxes and hot loops: the active span travels only as an argument. Nothing ambient
/// is ever written or read.
/// </summary>
/// <remarks>
/// <see cref="Current"/> is always null, so code that asks <see cref="ActiveSpan"/> gets nothing and carries on. The work gets
/// its span from the argument of <c>RunWithSpan</c> or from <see cref="CarrierScope.Span"/>. Keeps no state: safe from any
/// thread, allocates nothing.
/// </remarks>
public sealed class ExplicitCarrier : IContextCarrier
{
    /// <summary>Hands down, and nothing else.</summary>
    public CarrierCapabilities Capabilities => CarrierCapabilities.PassesToWork;

    /// <summary>Always null.</summary>
    public Span? Current => null;

    /// <summary>Hands the span down; writes nothing, so there is nothing to restore.</summary>
    /// <param name="span">The span to hand down, or null.</param>
    /// <returns>A scope whose <see cref="CarrierScope.Span"/> is <paramref name="span"/>.</returns>
    public CarrierScope Attach(Span? span) => new(span);
}
