using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance;

/// <summary>Work that throws, synchronous.</summary>
static class ErrorRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "ERR-01", run =>
            {
                var thrown = new NotSupportedException("on purpose");
                var caught = Catch(() => run.Carrier.RunWithSpan(run.Span("a"), _ => Throw(thrown)));
                run.True(ReferenceEquals(caught, thrown), $"{caught}", "the very exception that the work threw");
                run.NoFaults();
            }
        },
        {
            "ERR-02", run =>
            {
                var caught = Catch(() => run.Carrier.RunWithSpan(run.Span("a"), _ => Throw(new NotSupportedException("on purpose"))));
                run.True(
                    caught.StackTrace?.Contains(nameof(Throw), StringComparison.Ordinal) == true,
                    $"the stack {caught.StackTrace}",
                    "the stack from where the work threw");
                run.Sees(null, "after the exception");
            }
        },
        {
            "ERR-03", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var scope = run.Carrier.Attach(a);
                Catch(() => run.Carrier.RunWithSpan(b, _ => Throw(new NotSupportedException("on purpose"))));
                run.Sees(run.Ambient(a), "after work inside it threw");
            }
        },
        {
            "ERR-04", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                run.Carrier.RunWithSpan(a, _ =>
                {
                    Catch(() =>
                    {
                        using var inner = run.Carrier.Attach(b);
                        Throw(new NotSupportedException("on purpose"));
                    });
                    run.Sees(run.Ambient(a), "where a throw in a nested scope was caught");
                });
                run.Sees(null, "after all scopes");
            }
        },
        {
            "ERR-05", run =>
            {
                var b = run.Span("b");
                Span? seenByFilter = null;
                try
                {
                    using var inner = run.Carrier.Attach(b);
                    Throw(new NotSupportedException("on purpose"));
                }
                catch (NotSupportedException) when (Look(run.Carrier, out seenByFilter))
                {
                }

                run.Saw(seenByFilter, run.Ambient(b), "in an exception filter, which runs before the scope is closed");
                run.Sees(null, "after the exception");
            }
        },
        {
            "ERR-06", run =>
            {
                var thrown = new NotSupportedException("on purpose");
                var caught = Catch(() =>
                {
                    using var outer = run.Carrier.Attach(run.Span("a"));
                    using var inner = run.Carrier.Attach(run.Span("b"));
                    outer.Dispose();
                    inner.Dispose();
                    Throw(thrown);
                });
                run.True(ReferenceEquals(caught, thrown), $"{caught}", "the first exception, not one of the unwinding");
                run.Sees(null, "after the unwinding");
            }
        },
        {
            "ERR-07", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var scope = run.Carrier.Attach(a);
                var caught = Catch(() => run.Carrier.RunWithSpan(b, _ => Throw(new OperationCanceledException("on purpose"))));
                run.True(caught is OperationCanceledException, $"{caught}", "the OperationCanceledException of the work");
                run.Sees(run.Ambient(a), "after work inside it was cancelled");
            }
        },
        {
            "ERR-08", run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                using var scope = run.Carrier.Attach(a);
                Catch(() =>
                {
                    using var inner = run.Carrier.Attach(b);
                    foreach (var round in Enumerable.Range(0, 10))
                        Catch(() => run.Carrier.RunWithSpan(run.Span($"round {round}"), _ => Throw(new NotSupportedException())));

                    run.Sees(run.Ambient(b), "after ten pieces of work inside it threw");
                    Throw(new NotSupportedException("on purpose"));
                });
                run.Sees(run.Ambient(a), "after everything inside it threw");
            }
        },
    };

    public static Exception Catch(Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception) when (exception is not RuleBrokenException)
        {
            return exception;
        }

        throw new RuleBrokenException(RuleRun.Story("no exception", "the exception of the work"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Throw(Exception exception) => throw exception;

    static bool Look(IContextCarrier carrier, out Span? seen)
    {
        seen = carrier.Current;
        return true;
    }
}
