namespace Stackbilt.Observability.Conformance;

/// <summary>Calls of <c>RunWithSpan</c> that lack something, in every form; each is told what is missing.</summary>
static class Refused
{
    public static IReadOnlyList<Action<IContextCarrier, Span?>> WithoutWork { get; } =
    [
        static (carrier, span) => carrier.RunWithSpan(span, (Action<Span?>)null!),
        static (carrier, span) => carrier.RunWithSpan(span, (Func<Span?, int>)null!),
        static (carrier, span) => carrier.RunWithSpan(span, 7, (Action<Span?, int>)null!),
        static (carrier, span) => carrier.RunWithSpan(span, 7, (Func<Span?, int, int>)null!),
        static (carrier, span) => _ = carrier.RunWithSpan(span, (Func<Span?, Task>)null!),
        static (carrier, span) => _ = carrier.RunWithSpan(span, (Func<Span?, Task<int>>)null!),
        static (carrier, span) => _ = carrier.RunWithSpan(span, 7, (Func<Span?, int, Task>)null!),
        static (carrier, span) => _ = carrier.RunWithSpan(span, 7, (Func<Span?, int, Task<int>>)null!),
        static (carrier, span) => _ = carrier.RunWithSpan(span, (Func<Span?, ValueTask>)null!).AsTask(),
        static (carrier, span) => _ = carrier.RunWithSpan(span, (Func<Span?, ValueTask<int>>)null!).AsTask(),
        static (carrier, span) => _ = carrier.RunWithSpan(span, 7, (Func<Span?, int, ValueTask>)null!).AsTask(),
        static (carrier, span) => _ = carrier.RunWithSpan(span, 7, (Func<Span?, int, ValueTask<int>>)null!).AsTask(),
    ];

    /// <summary>Calls without a carrier: the work must not run, since nobody knows under what.</summary>
    public static IReadOnlyList<Action<Func<Span?, int>>> WithoutCarrier { get; } =
    [
        .. SyncForm.All.Select(static form => (Action<Func<Span?, int>>)(work => form.Run(null!, null, work))),
        .. AsyncForm.All.Select(static form =>
            (Action<Func<Span?, int>>)(work => _ = form.Run(null!, null, active => Task.FromResult(work(active))))),
    ];
}
