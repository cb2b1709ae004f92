using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Tests.Scopes;

/// <summary>How something is made active, and in what order it is over.</summary>
enum Way
{
    CloseThenEnd,
    EndThenClose,
    UntilEnd,
    Mask,
}

/// <summary>
/// A flow in which so many are open at all times: each round opens as many as the one before, and after each opening one of
/// the round before is over, in an order of its own.
/// </summary>
sealed record Overlap(int[] Order, Way[] Ways)
{
    // Not each is watched: what piles up does so at every step.
    const int Watched = 8;

    /// <summary>Every order of closing, and every choice of ways, of so many at once.</summary>
    public static IEnumerable<Overlap> All(int width) =>
        from order in Orders([.. Enumerable.Range(0, width)])
        from choice in Enumerable.Range(0, (int)Math.Pow(4, width))
        select new Overlap(order, [.. Enumerable.Range(0, width).Select(at => (Way)((choice >> (2 * at)) & 3))]);

    public override string ToString() => $"{string.Join(", ", Ways)}, over in the order {string.Join(", ", Order)}";

    /// <summary>Takes so many steps, in a flow that is answered together with references to what was active in it.</summary>
    public (ExecutionContext Flow, List<WeakReference> Used) Run(AmbientCarrier carrier, int steps)
    {
        var used = new List<WeakReference>();
        ExecutionContext? flow = null;
        ExecutionContext.Run(
            ExecutionContext.Capture()!,
            _ =>
            {
                Step(carrier, steps, used);
                flow = ExecutionContext.Capture();
            },
            null);
        return (flow!, used);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Step(AmbientCarrier carrier, int steps, List<WeakReference> used)
    {
        var before = new Action?[Order.Length];
        for (var step = 0; step < steps;)
        {
            var opened = new Action?[Order.Length];
            for (var at = 0; at < Order.Length; at++, step++)
            {
                opened[at] = Open(carrier, Ways[at], step % Watched == 0 ? used : null);
                before[Order[at]]?.Invoke();
            }

            before = opened;
        }
    }

    static Action Open(AmbientCarrier carrier, Way way, List<WeakReference>? used)
    {
        if (way == Way.Mask)
        {
            var mask = carrier.Attach(null);
            if (mask.Attachment is { } attachment)
                used?.Add(new WeakReference(attachment));

            return mask.Dispose;
        }

        var span = new PlainSpan();
        used?.Add(new WeakReference(span.Reference));
        if (way == Way.UntilEnd)
        {
            carrier.AttachUntilEnd(span);
            return span.End;
        }

        var scope = carrier.Attach(span);
        return way == Way.CloseThenEnd ? CloseThenEnd : EndThenClose;

        void CloseThenEnd()
        {
            scope.Dispose();
            span.End();
        }

        void EndThenClose()
        {
            span.End();
            scope.Dispose();
        }
    }

    static IEnumerable<int[]> Orders(int[] left) => left.Length == 0
        ? [[]]
        : left.SelectMany(first => Orders([.. left.Where(at => at != first)]).Select(rest => (int[])[first, .. rest]));
}
