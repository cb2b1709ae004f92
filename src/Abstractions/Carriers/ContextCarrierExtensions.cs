using System.Runtime.CompilerServices;

namespace Stackbilt.Observability;

/// <summary>
/// Running work while a span is active, the same for every carrier: the work runs exactly once, is handed what the carrier
/// hands down, and its result or its own exception object is the outcome (DEGR-01, EXPL-04, ERR-01).
/// </summary>
/// <remarks>
/// <para>
/// Safe from any thread. A carrier that throws is reported to <see cref="TracingFaults"/>, and the work runs with no span
/// (DEGR-13). The overloads without a state argument allocate nothing beyond your own delegate.
/// </para>
/// <para>
/// One name on purpose: a lambda that is <c>async</c> binds to an overload that waits for it, so that it cannot end up
/// running outside its scope. Do not return a lazy sequence from the work: its body runs after the scope is closed.
/// </para>
/// </remarks>
public static partial class ContextCarrierExtensions
{
    /// <inheritdoc cref="RunWithSpan{TState, TResult}(IContextCarrier, Span?, TState, Func{Span?, TState, TResult})"/>
    [OverloadResolutionPriority(-2)] // Work that returns a ValueTask would fit here too, and must be waited for.
    public static void RunWithSpan(this IContextCarrier carrier, Span? span, Action<Span?> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        carrier.RunWithSpan(span, work, static (active, run) => run(active));
    }

    /// <inheritdoc cref="RunWithSpan{TState, TResult}(IContextCarrier, Span?, TState, Func{Span?, TState, TResult})"/>
    [OverloadResolutionPriority(-2)] // Work that returns a ValueTask would fit here too, and must be waited for.
    public static TResult RunWithSpan<TResult>(this IContextCarrier carrier, Span? span, Func<Span?, TResult> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return carrier.RunWithSpan(span, work, static (active, run) => run(active));
    }

    /// <inheritdoc cref="RunWithSpan{TState, TResult}(IContextCarrier, Span?, TState, Func{Span?, TState, TResult})"/>
    [OverloadResolutionPriority(-2)] // Work that returns a ValueTask would fit here too, and must be waited for.
    public static void RunWithSpan<TState>(
        this IContextCarrier carrier,
        Span? span,
        TState state,
        Action<Span?, TState> work)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        ArgumentNullException.ThrowIfNull(work);
        AttachedWork.Run<Nothing, TState>(carrier, span, state, work);
    }

    /// <summary>Runs synchronous work while a span is active in this flow.</summary>
    /// <typeparam name="TState">What the work needs, so that it can be a <c>static</c> lambda.</typeparam>
    /// <typeparam name="TResult">What the work returns.</typeparam>
    /// <param name="carrier">The carrier; not null.</param>
    /// <param name="span">The span to make active; null masks what is active (NEST-13).</param>
    /// <param name="state">Passed to the work; no closure is needed then.</param>
    /// <param name="work">Called once, with the span that the carrier hands down; not null.</param>
    /// <returns>What the work returned.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="carrier"/> or <paramref name="work"/> is null.</exception>
    [OverloadResolutionPriority(-2)] // Work that returns a ValueTask would fit here too, and must be waited for.
    public static TResult RunWithSpan<TState, TResult>(
        this IContextCarrier carrier,
        Span? span,
        TState state,
        Func<Span?, TState, TResult> work)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        ArgumentNullException.ThrowIfNull(work);
        return AttachedWork.Run<Nothing, TState, TResult>(carrier, span, state, work);
    }

    /// <summary>The code that has started the span ends it.</summary>
    readonly struct Nothing : IWorkEnd
    {
        public bool SeesFailures => false;

        public void OnFailure(Span? span, Exception exception)
        {
        }

        public void OnEnd(Span? span)
        {
        }
    }
}
