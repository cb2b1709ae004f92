namespace Stackbilt.Observability;

/// <summary>
/// The carrier that carries nothing: request spans remain, children vanish. For turning deep instrumentation off at no cost.
/// </summary>
/// <remarks>
/// <see cref="Current"/> is always null, and so is the argument of the work under <c>RunWithSpan</c>: code that is handed its
/// span makes no children either. The work still runs. Keeps no state: safe from any thread, allocates nothing.
/// </remarks>
public sealed class NullCarrier : IContextCarrier
{
    /// <summary>Nothing at all.</summary>
    public CarrierCapabilities Capabilities => CarrierCapabilities.None;

    /// <summary>Always null.</summary>
    public Span? Current => null;

    /// <summary>Does nothing.</summary>
    /// <param name="span">Ignored.</param>
    /// <returns>A scope whose <see cref="CarrierScope.Span"/> is null.</returns>
    public CarrierScope Attach(Span? span) => default;
}
