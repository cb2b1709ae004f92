using System.Diagnostics;

namespace Stackbilt.Observability.Conformance;

/// <summary>Together with the platform's own spans.</summary>
static class ActivityRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "INTEROP-01", run =>
            {
                using var activity = new Activity("somebody else's").Start();
                using (run.Carrier.Attach(run.SpanOfItsOwn("a")))
                    Stays(run, activity, "inside a scope of the carrier");

                Stays(run, activity, "after a scope of the carrier");
            }
        },
        {
            "INTEROP-02", run =>
            {
                var a = run.Span("a");
                using (run.Carrier.Attach(a))
                using (var activity = Theirs("somebody else's"))
                    run.SeesInside(activity, run.Ambient(a), "inside an activity inside its scope");

                using (var activity = Theirs("somebody else's"))
                    run.SeesInside(activity, null, "inside an activity, nothing being attached");
            }
        },
        {
            "INTEROP-03", run =>
            {
                using var listener = run.Listen();
                var a = run.Span("a");
                using var request = Theirs("request");
                using (run.Tracer.Carrier.Attach(a))
                    Follows(run, a, request, "inside its scope");

                run.Equal(Activity.Current, request, "the current activity after the scope");
                run.SeesInside(request, null, "after its scope");
            }
        },
        {
            "INTEROP-04", run =>
            {
                using var listener = run.Listen();
                using var request = Theirs("request");
                using var server = run.Tracer.StartSpan("server", request);
                run.Equal(server.ParentSpanId.ToString(), request.SpanId.ToHexString(), "parent of a span inside an activity");
                run.Tracer.Carrier.RunWithSpan(server, _ =>
                {
                    using var client = Theirs("client");
                    var parent = run.Claims(CarrierCapabilities.Ambient) ? server.SpanId.ToString() : request.SpanId.ToHexString();
                    run.Equal(client.ParentSpanId.ToHexString(), parent, "parent of an activity inside a span inside an activity");
                    run.SeesInside(client, run.Ambient(server), "inside an activity inside its scope");
                    using var deep = run.Carrier.Current?.StartChild("deep");
                    var around = run.Claims(CarrierCapabilities.AdoptsActivities)
                        ? client.SpanId.ToHexString()
                        : run.Ambient(server)?.SpanId.ToString();
                    run.Equal(deep?.ParentSpanId.ToString(), around, "parent of a span inside all of them");
                });
                run.Equal(Activity.Current, request, "the current activity after the work");
                run.SeesInside(request, null, "after the work");
            }
        },
        {
            "INTEROP-05", run =>
            {
                using var listener = run.Listen();
                var a = run.Span("a");
                using var scope = run.Tracer.Carrier.Attach(a);
                using (run.Tracer.Carrier.Attach(null))
                {
                    run.Equal(Activity.Current, null, "the current activity inside a mask");
                    run.Sees(null, "inside a mask");
                }

                Follows(run, a, null, "after a mask");
            }
        },
        {
            "INTEROP-06", async run =>
            {
                using var listener = run.Listen();
                var a = run.Span("a");
                await run.Tracer.Carrier.RunWithSpan(a, async _ =>
                {
                    await AnotherThread.Switch;
                    if (run.Awaited(a) is { } expected)
                        run.Equal(Activity.Current?.SpanId.ToHexString(), expected.SpanId.ToString(), "the current activity after an await");

                    run.Sees(run.Awaited(a), "after an await");
                });
                run.Equal(Activity.Current, null, "the current activity after the work");
            }
        },
        {
            "INTEROP-07", run =>
            {
                using var listener = run.Listen();
                var a = run.Span("a");
                using (run.Tracer.Carrier.Attach(a))
                {
                    using (var child = a.StartActiveChild("child"))
                        Follows(run, run.ActiveChild(child, a) ?? child, null, "as an active child");

                    Follows(run, a, null, "after an active child");
                }

                run.Equal(Activity.Current, null, "the current activity outside");
                run.Sees(null, "outside");
            }
        },
        {
            "INTEROP-19", run =>
            {
                using var listener = run.Listen();
                using var outer = Theirs("outer");
                run.SeesInside(outer, null, "inside an activity");
                using (var child = run.Carrier.Current?.StartChild("child"))
                {
                    run.Equal(
                        child?.ParentSpanId.ToString(),
                        run.Claims(CarrierCapabilities.AdoptsActivities) ? outer.SpanId.ToHexString() : null,
                        "parent of a child of what is current");
                }

                // Once before the carrier has attached anything.
                AfterAnActivity(run, outer);
                using (run.Tracer.Carrier.Attach(null))
                {
                    run.Sees(null, "inside a mask");
                    using var inside = Theirs("inside");
                    run.SeesInside(inside, null, "inside an activity inside a mask");
                }

                AfterAnActivity(run, outer);
                var a = run.Span("a");
                using (run.Tracer.Carrier.Attach(a))
                using (Theirs("inside"))
                using (run.Tracer.Carrier.Attach(a))
                    run.Saw(run.Carrier.Current, run.Ambient(a), "attached again inside an activity");
            }
        },
        {
            "INTEROP-20", run =>
            {
                using var listener = run.Listen();
                var carrier = run.Tracer.Carrier;
                Span a = run.Span("a"), b = run.Span("b"), c = run.Span("c"), masked = run.Span("masked");
                using (carrier.Attach(a))
                {
                    carrier.AttachUntilEnd(b);
                    Follows(run, b, null, "until the end of a span");
                    b.End();
                    Follows(run, a, null, "after the end of a span");
                    using (carrier.Attach(c))
                    {
                        c.End();
                        Follows(run, a, null, "after the end of a span, inside its scope");
                    }

                    Follows(run, a, null, "after the scope of a span that has ended");
                    using (carrier.Attach(null))
                    {
                        carrier.AttachUntilEnd(masked);
                        masked.End();
                        run.Sees(null, "inside a mask, after the end of a span");
                        run.Equal(Activity.Current, null, "the current activity inside a mask, after the end of a span");
                    }

                    Follows(run, a, null, "after a mask");
                    var child = run.Span("not active").StartActiveChild("child");
                    run.Sees(run.ActiveChild(child, a), "in an active child of a span that is not active");
                    child.End();
                    Follows(run, a, null, "after an active child of a span that is not active");
                }

                run.Equal(Activity.Current, null, "the current activity outside");
                run.Sees(null, "outside");
            }
        },
    };

    static void AfterAnActivity(RuleRun run, Activity outer)
    {
        var inner = Theirs("inner");
        var captured = ExecutionContext.Capture()!;
        inner.Stop();
        run.SeesInside(outer, null, "after an activity");
        ExecutionContext.Run(captured, _ => run.SeesInside(outer, null, "in a flow that has captured a stopped activity"), null);
    }

    static Activity Theirs(string name) => new Activity(name).SetIdFormat(ActivityIdFormat.W3C).Start();

    static void Stays(RuleRun run, Activity activity, string where) =>
        run.Equal(Activity.Current, activity, $"the current activity {where}");

    static void Follows(RuleRun run, Span span, Activity? otherwise, string where)
    {
        run.Sees(run.Ambient(span), where);
        run.Equal(
            Activity.Current?.SpanId.ToHexString(),
            run.Ambient(span)?.SpanId.ToString() ?? otherwise?.SpanId.ToHexString(),
            $"the current activity {where}");
    }
}
