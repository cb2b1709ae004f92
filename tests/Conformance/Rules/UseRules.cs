namespace Stackbilt.Observability.Conformance;

/// <summary>What may be used up: places for scopes that nobody closes, and for what is active until it ends.</summary>
static class UseRules
{
    const int Many = 70_000;
    const int Nested = 2_000;

    public static RuleBodies Bodies { get; } = new()
    {
        {
            "SCOPE-25", run =>
            {
                var around = run.Span("around");
                using var scope = run.Carrier.Attach(around);
                for (var at = 0; at < Many; at++)
                {
                    var left = run.Span("left");
                    _ = run.Carrier.Attach(left);
                    left.End();
                }

                run.Sees(run.Ambient(around), $"after {Many} scopes that nobody closed, their spans having ended");
                var last = run.Span("last");
                using (run.Carrier.Attach(last))
                    run.Sees(run.Ambient(last), $"in a scope, after {Many} that nobody closed");
            }
        },
        {
            "LIFE-42", run =>
            {
                var around = run.Span("around");
                using var scope = run.Carrier.Attach(around);
                for (var at = 0; at < Many; at++)
                {
                    var span = run.Span("one of many");
                    run.Carrier.AttachUntilEnd(span);
                    if (at % 100 == 0 || at == Many - 1)
                        run.Sees(run.Ambient(span), $"until it ends, after {at} others came and went");

                    span.End();
                }

                var nested = Enumerable.Range(0, Nested).Select(at => run.Span($"{at}")).ToArray();
                foreach (var span in nested)
                {
                    run.Carrier.AttachUntilEnd(span);
                    run.Sees(run.Ambient(span), $"until it ends, inside {span.Name} others");
                }

                for (var at = Nested - 1; at >= 0; at--)
                {
                    nested[at].End();
                    run.Sees(run.Ambient(at == 0 ? around : nested[at - 1]), $"after {Nested - at} of {Nested} ended");
                }
            }
        },
    };
}
