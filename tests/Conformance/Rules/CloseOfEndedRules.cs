namespace Stackbilt.Observability.Conformance;

/// <summary>What is told of a close where the span ended before its scope, as it does in correct code.</summary>
static class CloseOfEndedRules
{
    static readonly (string Name, Action<RuleRun> Use)[] CorrectUses =
    [
        ("the span ends, then its scope is closed", static run => EndAndClose(run, static (_, _) => { })),
        ("another scope comes and goes between the two", static run => EndAndClose(run, static (run, _) =>
            run.Carrier.Attach(run.Span("other")).Dispose())),
        ("a mask comes and goes between the two", static run => EndAndClose(run, static (run, _) => run.Carrier.Attach(null).Dispose())),
        ("the active span is read between the two", static run => EndAndClose(run, static (run, _) =>
        {
            var read = run.Carrier.Current;
            GC.KeepAlive(read);
        })),
        ("an active child comes and goes between the two", static run => EndAndClose(run, static (run, span) =>
            span.StartActiveChild("late").End())),
        ("the same span is attached again between the two", static run => EndAndClose(run, static (run, span) =>
            run.Carrier.Attach(span).Dispose())),
        ("parent and child end, the parent first, and then both scopes are closed", static run => EndBoth(run, parentFirst: true)),
        ("parent and child end, the child first, and then both scopes are closed", static run => EndBoth(run, parentFirst: false)),
        ("the span ends on another thread", static run =>
        {
            var span = run.Span("a");
            var scope = run.Carrier.Attach(span);
            Fork.OnCleanThread(() => LifetimeRules.End(span)).GetAwaiter().GetResult();
            scope.Dispose();
        }),
        ("the span ends, and what was attached inside is closed after it", static run =>
        {
            var span = run.Span("a");
            var scope = run.Carrier.Attach(span);
            var inner = run.Carrier.Attach(run.Span("inner"));
            span.End();
            inner.Dispose();
            scope.Dispose();
        }),
        ("inner scopes are closed in order, all their spans having ended", static run =>
        {
            Span[] spans = [run.Span("a"), run.Span("b"), run.Span("c")];
            var scopes = Array.ConvertAll(spans, run.Carrier.Attach);
            foreach (var span in spans)
                span.End();

            foreach (var scope in Enumerable.Reverse(scopes))
                scope.Dispose();
        }),
        ("the span ends, and the one inside that was active until its end has ended before", static run =>
        {
            Span span = run.Span("a"), child = run.Span("child");
            var scope = run.Carrier.Attach(span);
            run.Carrier.AttachUntilEnd(child);
            child.End();
            span.End();
            scope.Dispose();
        }),
        ("the span inside it has ended and was active until then", static run =>
        {
            using var scope = run.Carrier.Attach(run.Span("a"));
            var child = run.Span("child");
            run.Carrier.AttachUntilEnd(child);
            child.End();
        }),
    ];

    public static RuleBodies Bodies { get; } = new()
    {
        {
            "LIFE-39", run =>
            {
                var told = new AsyncLocal<List<string>?>();
                TracingMisuse.Reported += Tell;
                try
                {
                    foreach (var (name, use) in CorrectUses)
                    {
                        told.Value = [];
                        using (run.Carrier.Attach(run.Span("around")))
                            use(run);

                        run.Equal(string.Join(", ", told.Value), "", $"misuse told where {name}");
                        run.Sees(null, $"where {name}, after all");
                    }
                }
                finally
                {
                    TracingMisuse.Reported -= Tell;
                }

                // A late child is allowed, and told of by the tracer: it is not about scopes.
                void Tell(Misuse misuse)
                {
                    if (misuse.Kind != MisuseKind.ChildOfEndedSpan)
                        told.Value?.Add(misuse.Kind.ToString());
                }
            }
        },
    };

    static void EndAndClose(RuleRun run, Action<RuleRun, Span> between)
    {
        var span = run.Span("a");
        var scope = run.Carrier.Attach(span);
        span.End();
        between(run, span);
        scope.Dispose();
    }

    static void EndBoth(RuleRun run, bool parentFirst)
    {
        Span[] spans = [run.Span("parent"), run.Span("child")];
        var scopes = Array.ConvertAll(spans, run.Carrier.Attach);
        spans[parentFirst ? 0 : 1].End();
        spans[parentFirst ? 1 : 0].End();
        scopes[1].Dispose();
        scopes[0].Dispose();
    }
}
