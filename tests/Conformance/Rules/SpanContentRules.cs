using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance;

/// <summary>A carrier moves spans, and writes nothing into them.</summary>
static class SpanContentRules
{
    static readonly (string Use, Func<RuleRun, SpanContent, Task> Do)[] Uses =
    [
        ("attached", Now(static (run, content) =>
        {
            using (run.Carrier.Attach(content.Span))
                Read(run, content, content.Span, "inside its scope");
        })),
        ("attached twice, and closed twice", Now(static (run, content) =>
        {
            var outer = run.Carrier.Attach(content.Span);
            var inner = run.Carrier.Attach(content.Span);
            Read(run, content, content.Span, "inside two scopes of it");
            inner.Dispose();
            inner.Dispose();
            outer.Dispose();
            outer.Dispose();
        })),
        ("with another one inside", Now(static (run, content) =>
        {
            var other = run.Span("other");
            using (run.Carrier.Attach(content.Span))
            {
                using (run.Carrier.Attach(other))
                    Read(run, content, other, "inside another one's scope");
                using (run.Carrier.Attach(null))
                    Read(run, content, null, "inside a mask");
            }
        })),
        ("closed out of order", Now(static (run, content) =>
        {
            var other = run.Span("other");
            var outer = run.Carrier.Attach(content.Span);
            var inner = run.Carrier.Attach(other);
            outer.Dispose();
            Read(run, content, other, "after a close out of order");
            inner.Dispose();
        })),
        ("active until it ends", Now(static (run, content) =>
        {
            run.Carrier.AttachUntilEnd(content.Span);
            Read(run, content, content.Span, "until it ends");
        })),
        ("in a scope that nobody holds", Now(static (run, content) =>
        {
            Leave(run.Carrier, content.Span);
            Garbage.Collect();
            Read(run, content, content.Span, "in a scope that nobody holds, after a collection");
        })),
        ("with work", Now(static (run, content) =>
            run.Carrier.RunWithSpan(content.Span, _ => Read(run, content, content.Span, "inside work")))),
        ("with work that throws", Now(static (run, content) =>
        {
            try
            {
                run.Carrier.RunWithSpan(content.Span, static _ => throw new NotSupportedException("on purpose"));
            }
            catch (NotSupportedException)
            {
                content.Stays("after work that threw");
            }
        })),
        ("with asynchronous work", static (run, content) => run.Carrier.RunWithSpan(content.Span, async _ =>
        {
            await AnotherThread.Switch;
            _ = run.Carrier.Current;
            content.Stays("after an await");
        })),
        ("closed in a fork, and in another flow", static async (run, content) =>
        {
            var scope = run.Carrier.Attach(content.Span);
            await Fork.OnThread(() => ReadAndClose(run, content, scope));
            await Fork.OnCleanThread(() => ReadAndClose(run, content, scope));
            scope.Dispose();
        }),
    ];

    public static RuleBodies Bodies { get; } = new()
    {
        {
            "DEGR-19", async run =>
            {
                foreach (var sort in SpanContent.Sorts)
                {
                    foreach (var (use, doIt) in Uses)
                    {
                        var content = new SpanContent(run, sort, use);
                        await doIt(run, content);
                        content.End();
                        run.Sees(null, $"after {sort.What}, {use}");
                    }
                }
            }
        },
    };

    static Func<RuleRun, SpanContent, Task> Now(Action<RuleRun, SpanContent> use) => (run, content) =>
    {
        use(run, content);
        return Task.CompletedTask;
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Leave(IContextCarrier carrier, Span span) => carrier.Attach(span);

    static void Read(RuleRun run, SpanContent content, Span? active, string where)
    {
        run.Sees(run.Ambient(active), where);
        content.Stays(where);
    }

    static bool ReadAndClose(RuleRun run, SpanContent content, CarrierScope scope)
    {
        _ = run.Carrier.Current;
        scope.Dispose();
        content.Stays("after another flow closed its scope");
        return true;
    }
}
