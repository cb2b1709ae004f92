using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance;

/// <summary>Several spans active at all times, for long: what is over must not pile up in the flow.</summary>
static class OverlapRules
{
    const int Steps = 100;

    public static RuleBodies Bodies { get; } = new()
    {
        {
            "LIFE-40", run => LeaveNothing(run, [
                .. from width in Enumerable.Range(2, 7)
                   let inTurn = Enumerable.Range(0, width).ToArray()
                   from order in (int[][])[inTurn, [.. Enumerable.Reverse(inTurn)]]
                   from open in (Func<List<WeakReference>, Action>[])[UntilEnd(run), Left(run)]
                   select Overlap(order, open),
            ])
        },
        {
            "LIFE-41", run => LeaveNothing(run, [
                .. from width in Enumerable.Range(1, 4)
                   from order in Permutations.Of(width)
                   from masks in (bool[])[false, true]
                   select Overlap(order, Scoped(run, masks)),
            ])
        },
    };

    static void LeaveNothing(RuleRun run, (string How, List<WeakReference> Used, Action[] Last)[] overlaps)
    {
        // What is still open keeps the list as it is, and is over only after the count.
        _ = Garbage.CountKept([.. overlaps.SelectMany(static overlap => overlap.Used)]);
        foreach (var (how, used, _) in overlaps)
        {
            var kept = used.Count(static reference => reference.IsAlive);
            run.True(kept <= used.Count / 3, $"{kept} of {used.Count} still kept by the flow, {how}", "a third at the most");
        }

        foreach (var over in overlaps.SelectMany(static overlap => overlap.Last))
            over();
    }

    /// <summary>Opens as many in each round as in the one before; after each, one of the round before is over.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static (string How, List<WeakReference> Used, Action[] Last) Overlap(int[] order, Func<List<WeakReference>, Action> open)
    {
        var used = new List<WeakReference>();
        var before = Array.ConvertAll(order, _ => open(used));
        while (used.Count < Steps)
        {
            var opened = new Action[order.Length];
            for (var at = 0; at < order.Length; at++)
            {
                opened[at] = open(used);
                before[order[at]]();
            }

            before = opened;
        }

        return ($"with {order.Length} open at all times, over in the order {string.Join(", ", order)}", used, before);
    }

    static Func<List<WeakReference>, Action> UntilEnd(RuleRun run) => used =>
    {
        var span = run.Span("span");
        used.Add(new WeakReference(span.Reference));
        run.Carrier.AttachUntilEnd(span);
        return span.End;
    };

    /// <summary>Attached with a scope that nobody closes.</summary>
    static Func<List<WeakReference>, Action> Left(RuleRun run) => used =>
    {
        var span = run.Span("span");
        used.Add(new WeakReference(span.Reference));
        _ = run.Carrier.Attach(span);
        return span.End;
    };

    static Func<List<WeakReference>, Action> Scoped(RuleRun run, bool masks) => used =>
    {
        var span = run.Span("span");
        used.Add(new WeakReference(span.Reference));
        var scope = run.Carrier.Attach(span);
        var mask = masks && used.Count % 3 == 0 ? run.Carrier.Attach(null) : default;
        return () =>
        {
            scope.Dispose();
            mask.Dispose();
            span.End();
        };
    };
}
