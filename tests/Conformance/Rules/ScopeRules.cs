namespace Stackbilt.Observability.Conformance;

/// <summary>Scopes closed more than once, elsewhere, or not at all.</summary>
static class ScopeRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "SCOPE-01", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var outer = run.Carrier.Attach(a);
                var scope = run.Carrier.Attach(b);
                scope.Dispose();
                scope.Dispose();
                run.Sees(run.Ambient(a), "after the scope inside it was disposed twice");
            }
        },
        {
            "SCOPE-02", run =>
            {
                var scope = run.Carrier.Attach(run.Span("a"));
                scope.Detach();
                run.Equal(scope.Detach().Outcome, run.Outcome(DetachOutcome.AlreadyDetached), "outcome of the second detach");
            }
        },
        {
            "SCOPE-03", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                var first = run.Carrier.Attach(a);
                first.Dispose();
                using (run.Carrier.Attach(b))
                {
                    first.Dispose();
                    run.Sees(run.Ambient(b), "after an old scope was disposed again inside it");
                }

                run.Sees(null, "after its scope");
            }
        },
        {
            "SCOPE-04", run =>
            {
                var a = run.Span("a");
                var first = run.Carrier.Attach(a);
                first.Dispose();
                using (run.Carrier.Attach(a))
                {
                    first.Dispose();
                    run.Sees(run.Ambient(a), "after an old scope of the same span was disposed again");
                }
            }
        },
        {
            "SCOPE-05", run =>
            {
                var a = run.Span("a");
                using var scope = run.Carrier.Attach(a);
                CarrierScope nothing = default;
                nothing.Dispose();
                run.Equal(nothing.Detach(), default, "result of detaching default(CarrierScope)");
                run.Sees(run.Ambient(a), "after default(CarrierScope) was disposed");
            }
        },
        {
            "SCOPE-06", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var outer = run.Carrier.Attach(a);
                var scope = run.Carrier.Attach(b);
                var copy = scope;
                copy.Dispose();
                scope.Dispose();
                run.Sees(run.Ambient(a), "after a scope inside it and its copy were disposed");
            }
        },
        {
            "SCOPE-07", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                var foreign = await Fork.OnCleanThread(() => run.Carrier.Attach(b));
                await Fork.OnThread(() =>
                {
                    using var scope = run.Carrier.Attach(a);
                    foreign.Dispose();
                    run.Sees(run.Ambient(a), "after a scope of another flow was disposed here");
                });
            }
        },
        {
            "SCOPE-08", async run =>
            {
                var b = run.Span("b");
                var foreign = await Fork.OnCleanThread(() => run.Carrier.Attach(b));
                run.Equal(foreign.Detach().Outcome, run.Outcome(DetachOutcome.WrongFlow), "outcome of detaching another flow's scope");
            }
        },
        {
            "SCOPE-09", async run =>
            {
                var a = run.Span("a");
                await Fork.OnThread(() =>
                {
                    using var scope = run.Carrier.Attach(a);
                    Fork.OnCleanThread(() => scope.Detach()).GetAwaiter().GetResult();
                    run.Sees(run.Ambient(a), "after another flow disposed the scope");
                });
            }
        },
    };
}
