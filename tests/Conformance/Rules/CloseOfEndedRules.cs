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
        ("the same span is attached twice, ends, and both scopes are closed", static run =>
        {
            var span = run.Span("a");
            var outer = run.Carrier.Attach(span);
            var inner = run.Carrier.Attach(span);
            span.End();
            inner.Dispose();
            outer.Dispose();
        }),
        ("the span ends, and a mask that was attached inside is closed before it", static run =>
        {
            var span = run.Span("a");
            var scope = run.Carrier.Attach(span);
            var mask = run.Carrier.Attach(null);
            span.End();
            mask.Dispose();
            scope.Dispose();
        }),
        ("eight spans have ended inside and were active until then", static run =>
        {
            using var scope = run.Carrier.Attach(run.Span("a"));
            Span[] children = [.. Enumerable.Range(0, 8).Select(at => run.Span($"child {at}"))];
            foreach (var child in children)
                run.Carrier.AttachUntilEnd(child);

            foreach (var child in children)
                child.End();
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
            "LIFE-39", async run =>
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

                    told.Value = [];
                    await EndAndCloseElsewhereAsync(run);
                    run.Equal(string.Join(", ", told.Value), "", "misuse told where the span ends, an await follows, and then its scope is closed");
                }
                finally
                {
                    TracingMisuse.Reported -= Tell;
                }

                // A late child is allowed, and told of by the tracer: it is not about scopes. And a scope that hands nothing down
                // does not know that its span has ended, which is what may have closed it.
                void Tell(Misuse misuse)
                {
                    var isOfNoSpan = misuse.Kind == MisuseKind.ScopeClosedTwice && !run.Claims(CarrierCapabilities.PassesToWork);
                    if (misuse.Kind != MisuseKind.ChildOfEndedSpan && !isOfNoSpan)
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

    /// <summary>In a method of its own, so that the context that is given back is this one.</summary>
    static async Task EndAndCloseElsewhereAsync(RuleRun run)
    {
        foreach (var endsFirst in (bool[])[true, false])
        {
            var span = run.Span("a");
            var scope = run.Carrier.Attach(span);
            if (endsFirst)
                span.End();

            await AnotherThread.Switch;
            span.End();
            scope.Dispose();
        }
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
