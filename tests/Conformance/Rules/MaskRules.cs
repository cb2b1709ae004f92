namespace Stackbilt.Observability.Conformance;

/// <summary>Attaching null.</summary>
static class MaskRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "NEST-13", run =>
            {
                var a = run.Span("a");
                using var scope = run.Carrier.Attach(a);
                using (run.Carrier.Attach(null))
                    run.Sees(null, "inside a mask");

                run.Sees(run.Ambient(a), "after the mask");
            }
        },
        {
            "NEST-14", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var scope = run.Carrier.Attach(a);
                using (run.Carrier.Attach(null))
                {
                    using (run.Carrier.Attach(b))
                        run.Sees(run.Ambient(b), "inside b, inside a mask");

                    run.Sees(null, "after b, inside the mask");
                }

                run.Sees(run.Ambient(a), "after the mask");
            }
        },
        {
            "NEST-15", run =>
            {
                var a = run.Span("a");
                using var scope = run.Carrier.Attach(a);
                using (run.Carrier.Attach(null))
                {
                    using (run.Carrier.Attach(null))
                        run.Sees(null, "inside a mask inside a mask");

                    run.Sees(null, "after the inner mask");
                }

                run.Sees(run.Ambient(a), "after both masks");
            }
        },
        {
            "NEST-16", run =>
            {
                var a = run.Span("a");
                using (run.Carrier.Attach(null))
                {
                    run.Sees(null, "inside a mask of nothing");
                    using (run.Carrier.Attach(a))
                        run.Sees(run.Ambient(a), "inside a mask of nothing, inside a");

                    run.Sees(null, "inside a mask of nothing, after a");
                }

                run.Sees(null, "after a mask of nothing");
            }
        },
        {
            "NEST-17", run =>
            {
                var a = run.Span("a");
                run.Carrier.RunWithSpan(a, _ =>
                {
                    run.Carrier.RunWithSpan(null, (Span? argument) =>
                    {
                        run.Saw(argument, null, "as the argument of masked work");
                        run.Saw(run.Carrier.Current, null, "inside masked work");
                    });
                    run.Sees(run.Ambient(a), "after masked work");
                });
            }
        },
    };
}
