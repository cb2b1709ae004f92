namespace Stackbilt.Observability;

/// <summary>
/// How the active span travels. The whole of what a carrier is: what it can do, what is active here, and making a span
/// active until a scope is disposed.
/// </summary>
/// <remarks>
/// <para>
/// All members may be called from any number of threads at once. A carrier shares nothing with another instance of itself
/// (ISO-01). Running work inside a scope, synchronous or asynchronous, is written once on top of it:
/// <see cref="ContextCarrierExtensions"/>.
/// </para>
/// <para>
/// An id such as NEST-13, here and elsewhere, is that of a rule in the specification, <c>docs/spec.md</c> in the repository.
/// </para>
/// <para>
/// A carrier that can read and write one slot derives from <see cref="AmbientCarrier"/> and has the rest done for it. The
/// rules are numbered in <c>docs/spec.md</c>; the package <c>Stackbilt.Observability.Conformance</c> checks them.
/// </para>
/// <para>
/// On netstandard2.0, where an interface cannot implement a member, the members that need not be implemented elsewhere must be:
/// as each of them says.
/// </para>
/// </remarks>
public interface IContextCarrier
{
    /// <summary>What the carrier claims. The same answer for the life of the instance. Must not throw.</summary>
    CarrierCapabilities Capabilities { get; }

    /// <summary>
    /// The innermost span attached in this flow that has not ended; null where there is none, or where null was attached
    /// last. Cheap, allocates nothing, and must not throw.
    /// </summary>
    Span? Current { get; }

    /// <summary>Makes a span active in this flow until the scope is disposed.</summary>
    /// <param name="span">
    /// The span, or null to mask what is active: inside, <see cref="Current"/> is null (NEST-13). A span that has ended is
    /// handed down and not made active.
    /// </param>
    /// <returns>The scope; dispose it in the same flow, innermost first.</returns>
    CarrierScope Attach(Span? span);

    /// <summary>
    /// Makes a span active in this flow until it ends, with no scope to close: what <c>StartActiveChild</c> does. Unless you
    /// implement it, this is <see cref="Attach"/>, whose scope is left alone. A carrier that wraps another one calls the
    /// other's; one that counts or remembers open scopes leaves this out.
    /// </summary>
    /// <param name="span">The span; not null. One that has ended is not made active.</param>
    /// <exception cref="ArgumentNullException"><paramref name="span"/> is null: a mask would have no end.</exception>
    void AttachUntilEnd(Span span)
#if NETSTANDARD2_0
        ;
#else
    {
        ArgumentNullException.ThrowIfNull(span);
        Attach(span);
    }
#endif

    /// <summary>
    /// Called by a tracer in a flow whose <see cref="System.Diagnostics.Activity.Current"/> was a span's that has ended. A carrier
    /// that lets it follow the active span sets it to what is active now. Unless you implement it, nothing. A carrier that wraps
    /// another one calls the other's.
    /// </summary>
    /// <param name="span">The span; null where it has ended in another flow.</param>
    void AfterEnd(Span? span)
#if NETSTANDARD2_0
        ;
#else
    {
    }
#endif

    /// <summary>
    /// Called by a tracer that is made over this carrier, so that <see cref="System.Diagnostics.Activity.Current"/> can follow
    /// the active span. Unless you implement it, the answer is false, and the tracer does it for the carrier. A carrier that
    /// wraps another one calls the other's.
    /// </summary>
    /// <param name="activities">The tracer's side of it; not null. Of several, the last is asked.</param>
    /// <returns>Whether attaching and closing will write <see cref="System.Diagnostics.Activity.Current"/>.</returns>
    bool Follow(ITracerActivities activities)
#if NETSTANDARD2_0
        ;
#else
        => false;
#endif

    /// <summary>
    /// For a carrier that stands for several: the one that a trace which starts now stays with. A tracer asks at the start of each
    /// trace. Unless you implement it, null: there is but one. A carrier that wraps another one answers what that answers.
    /// </summary>
    IContextCarrier? CarrierOfNewTraces
#if NETSTANDARD2_0
    { get; }
#else
        => null;
#endif
}
