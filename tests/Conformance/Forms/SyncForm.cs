namespace Stackbilt.Observability.Conformance;

/// <summary>One form of <c>RunWithSpan</c> for synchronous work, made to look like all the others.</summary>
sealed record SyncForm(string Name, Func<IContextCarrier, Span?, Func<Span?, int>, int> Run)
{
    public static IReadOnlyList<SyncForm> All { get; } =
    [
        new("no result", static (carrier, span, work) =>
        {
            var result = 0;
            carrier.RunWithSpan(span, active => { result = work(active); });
            return result;
        }),
        new("a result", static (carrier, span, work) => carrier.RunWithSpan(span, work)),
        new("no result, given a state", static (carrier, span, work) =>
        {
            var results = new int[1];
            carrier.RunWithSpan(span, (work, results), static (active, state) => { state.results[0] = state.work(active); });
            return results[0];
        }),
        new("a result, given a state", static (carrier, span, work) =>
            carrier.RunWithSpan(span, work, static (active, state) => state(active))),
    ];
}
