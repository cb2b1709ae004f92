namespace Stackbilt.Observability.Conformance;

/// <summary>Synchronous sequences, which share the flow of their loop.</summary>
static class SequenceRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "ASYNC-31", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var scope = run.Carrier.Attach(a);
                foreach (var number in Numbers(run.Carrier, b))
                {
                    run.Sees(run.Ambient(b), "in the loop over an iterator that has attached it");
                    if (number == 1)
                        break;
                }

                run.Sees(run.Ambient(a), "after a loop that was left early");
                run.Equal(Numbers(run.Carrier, b).Count(), 4, "numbers of the iterator");
                run.Sees(run.Ambient(a), "after a loop that ran to its end");
            }
        },
        {
            "ASYNC-32", run =>
            {
                Span a = run.Span("a"), b = run.Span("b"), c = run.Span("c");
                using var scope = run.Carrier.Attach(a);
                foreach (var _ in Numbers(run.Carrier, b).Zip(Numbers(run.Carrier, c)))
                    run.Sees(run.Ambient(c), "the iterator that began last");

                run.Sees(run.Ambient(a), "after two iterators that took turns");
            }
        },
        {
            "ASYNC-33", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var scope = run.Carrier.Attach(a);
                var lazy = run.Carrier.RunWithSpan(b, _ => Enumerable.Range(0, 3).Select(_ => run.Carrier.Current));
                foreach (var seen in lazy)
                    run.Saw(seen, run.Ambient(a), "in a lazy sequence that was enumerated after its scope");
            }
        },
    };

    static IEnumerable<int> Numbers(IContextCarrier carrier, Span span)
    {
        using var scope = carrier.Attach(span);
        yield return 0;
        yield return 1;
        yield return 2;
        yield return 3;
    }
}
