namespace Stackbilt.Observability.Conformance;

/// <summary>A carrier does not look at what it carries.</summary>
static class SpanSortRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "DEGR-20", run =>
            {
                foreach (var sort in SpanSort.All)
                {
                    Carries(run, sort.Start(run, null), null, $"a span {sort.What}");
                    using (run.Carrier.Attach(null))
                        Carries(run, sort.Start(run, null), null, $"a span {sort.What}, inside a mask");

                    foreach (var kind in Enum.GetValues<SpanKind>())
                        CarriesInside(run, sort, kind);

                    CarriesAround(run, sort);
                }
            }
        },
    };

    static void CarriesInside(RuleRun run, SpanSort sort, SpanKind kind)
    {
        using var around = run.Tracer.StartRoot("around", kind);
        using (run.Carrier.Attach(around))
        {
            Carries(run, sort.Start(run, around), around, $"a span {sort.What}, inside one of kind {kind} in its trace");
            Carries(run, sort.Start(run, null), around, $"a span {sort.What}, inside one of kind {kind} in another trace");
        }

        run.Sees(null, $"after all scopes of spans {sort.What}");
    }

    static void CarriesAround(RuleRun run, SpanSort sort)
    {
        using var around = sort.Start(run, null);
        using (run.Carrier.Attach(around))
        {
            // One that is not sampled stands for its children itself.
            if (around.Context.IsSampled)
                Carries(run, around.StartChild("inside"), around, $"a child of a span {sort.What}");

            Carries(run, run.Span("inside"), around, $"a root inside a span {sort.What}");
        }

        run.Sees(null, $"after a span {sort.What}");
    }

    /// <summary>In each way in which a span can be made active.</summary>
    static void Carries(RuleRun run, Span span, Span? around, string what)
    {
        using (var scope = run.Carrier.Attach(span))
        {
            run.Sees(run.Ambient(span), $"inside the scope of {what}");
            run.Saw(scope.Span, run.Handed(span), $"as the scope's span, of {what}");
        }

        run.Sees(run.Ambient(around), $"after the scope of {what}");
        run.Carrier.RunWithSpan(span, active =>
        {
            run.Saw(active, run.Handed(span), $"as the argument of work with {what}");
            run.Sees(run.Ambient(span), $"inside work with {what}");
        });
        run.Sees(run.Ambient(around), $"after work with {what}");
        run.Carrier.AttachUntilEnd(span);
        run.Sees(run.Ambient(span), $"until the end of {what}");
        span.End();
        run.Sees(run.Ambient(around), $"after the end of {what}");
    }
}
