namespace Stackbilt.Observability;

/// <summary>Ends what a <see cref="CarrierScope"/> stands for; usually the carrier itself.</summary>
public interface IScopeOwner
{
    /// <summary>
    /// Ends an attachment. Afterwards <c>Current</c> is the innermost span still attached in this flow, whatever the order.
    /// Called for every disposal, so more than once for one attachment, and from any flow and thread; must not throw.
    /// </summary>
    /// <param name="attachment">What the scope was made with; never null.</param>
    /// <returns>What happened.</returns>
    DetachResult Detach(object attachment);

    /// <summary>
    /// The same, for an owner that wants to know what the scope handed down: one that wraps another carrier. This is what a
    /// scope calls; unless you implement it, it calls the other.
    /// </summary>
    /// <param name="attachment">What the scope was made with; never null.</param>
    /// <param name="span">The scope's <see cref="CarrierScope.Span"/>.</param>
    /// <returns>What happened.</returns>
    DetachResult Detach(object attachment, Span? span)
#if NETSTANDARD2_0
        ;
#else
        => Detach(attachment);
#endif
}
