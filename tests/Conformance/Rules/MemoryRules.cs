using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance;

/// <summary>What must be left to the garbage collector. Objects are made in methods of their own, so that no local holds them.</summary>
static class MemoryRules
{
    static readonly (string Order, Func<IContextCarrier, WeakReference> Use)[] EndsOfAttachedSpans =
    [
        ("ended and then closed", static carrier => EndAndClose(carrier, endsFirst: true)),
        ("closed and then ended", static carrier => EndAndClose(carrier, endsFirst: false)),
        ("attached when they had ended", AttachEnded),
    ];

    public static RuleBodies Bodies { get; } = new()
    {
        {
            "LIFE-21", run =>
            {
                var (span, context) = CaptureEnded(run.Carrier, run.Tracer);
                run.True(Garbage.IsCollected(span), "an ended span, kept by a flow that captured it", "a span that can be collected");
                GC.KeepAlive(context);
            }
        },
        {
            "LIFE-22", run =>
            {
                var (held, context) = CaptureTrace(run.Carrier);
                foreach (var (what, reference) in held.Where(one => !IsThePlatforms(run, one.What)))
                    run.True(Garbage.IsCollected(reference), $"{what} of an ended trace, kept by a flow", "one that can be collected");

                GC.KeepAlive(context);
            }
        },
        {
            "LIFE-23", run =>
            {
                var span = AttachAndClose(run.Carrier);
                run.True(Garbage.IsCollected(span), "an open span, kept after its scope was closed", "a span that can be collected");
                GC.KeepAlive(run.Carrier);
            }
        },
        {
            "LIFE-24", run =>
            {
                var (carrier, context) = UseCarrier(run);
                run.True(Garbage.IsCollected(carrier), "the carrier, kept by a flow that captured it", "a carrier that can be collected");
                GC.KeepAlive(context);
            }
        },
        {
            "LIFE-25", run =>
            {
                using var scope = run.Carrier.Attach(run.Span("request"));
                var left = LoopOfActiveChildren(run);
                var kept = Garbage.CountKept(left);
                run.True(kept <= 2, $"{kept} of {left.Length} ended active children still kept by the flow", "two at the most");
            }
        },
        {
            "LIFE-26", run =>
            {
                var left = Enumerable.Range(0, 50).Select(_ => AttachAndClose(run.Carrier)).ToArray();
                run.Equal(Garbage.CountKept(left), 0, "spans kept after their scopes were closed");
                foreach (var (order, use) in EndsOfAttachedSpans)
                {
                    left = [.. Enumerable.Range(0, 100).Select(_ => use(run.Carrier))];
                    var kept = Garbage.CountKept(left);
                    run.True(kept <= 33, $"{kept} of 100 still referred to, {order}", "a third at the most");
                }
            }
        },
    };

    const string Attribute = "an attribute";

    /// <summary>A captured flow keeps what is in the platform's own slot, and with it an activity and what is set on that.</summary>
    static bool IsThePlatforms(RuleRun run, string what) =>
        what == Attribute && run.Claims(CarrierCapabilities.AdoptsActivities);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static (WeakReference Span, ExecutionContext? Context) CaptureEnded(IContextCarrier carrier, Tracer tracer)
    {
        using var span = tracer.StartRoot("request");
        using var scope = carrier.Attach(span);
        return (new WeakReference(span), ExecutionContext.Capture());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static ((string What, WeakReference Reference)[] Held, ExecutionContext? Context) CaptureTrace(IContextCarrier carrier)
    {
        var processor = new SpanRecorder();
        var tracer = new Tracer(carrier, [processor]);
        var exception = new NotSupportedException("on purpose");
        var attribute = new string('x', 100);
        using var span = tracer.StartRoot("request").SetAttribute("key", attribute).RecordException(exception);
        using var scope = carrier.Attach(span);
        using var child = span.StartActiveChild("child");
        var held = new[]
        {
            ("the processor", new WeakReference(processor)),
            ("an exception", new WeakReference(exception)),
            (Attribute, new WeakReference(attribute)),
            ("a child", new WeakReference(child)),
        };
        return (held, ExecutionContext.Capture());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference AttachAndClose(IContextCarrier carrier)
    {
        var span = Bare();
        using (carrier.Attach(span))
        {
            _ = carrier.Current;
            return new WeakReference(span);
        }
    }

    /// <summary>The span itself: to a carrier that looks, its reference is empty.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference AttachEnded(IContextCarrier carrier)
    {
        var span = Bare();
        span.End();
        carrier.Attach(span).Dispose();
        return new WeakReference(span);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference EndAndClose(IContextCarrier carrier, bool endsFirst)
    {
        using var span = Bare();
        var scope = carrier.Attach(span);
        if (endsFirst)
            span.End();

        scope.Dispose();
        return new WeakReference(span.Reference);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static (WeakReference Carrier, ExecutionContext? Context) UseCarrier(RuleRun run)
    {
        var carrier = run.NewForgottenCarrier();
        _ = carrier.Attach(Bare());
        using (carrier.Attach(Bare()))
            return (new WeakReference(carrier), ExecutionContext.Capture());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference[] LoopOfActiveChildren(RuleRun run)
    {
        var parent = run.Carrier.Current ?? run.Span("parent");
        var left = new WeakReference[100];
        for (var at = 0; at < left.Length; at++)
        {
            using var child = parent.StartActiveChild("child");
            left[at] = new WeakReference(child.Reference);
        }

        return left;
    }

    public static BareSpan Bare() => new("bare", new SpanContext(TraceId.CreateRandom(), SpanId.CreateRandom()));
}
