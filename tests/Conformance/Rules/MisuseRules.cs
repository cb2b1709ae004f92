namespace Stackbilt.Observability.Conformance;

/// <summary>Mistakes of those who use a carrier: they are told, or refused.</summary>
static class MisuseRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "SCOPE-26", run =>
            {
                // The names are this run's alone: what is told is told to the whole process.
                var id = Guid.NewGuid().ToString("n");
                var told = new List<string>();
                var owners = new List<object?>();
                TracingMisuse.Reported += Tell;
                try
                {
                    Span a = run.Span("a " + id), b = run.Span("b " + id), c = run.Span("c " + id);
                    var outer = run.Carrier.Attach(a);
                    var inner = run.Carrier.Attach(b);
                    Told(outer, MisuseKind.ScopeClosedOutOfOrder, a, 1, "closing the outer of two scopes");
                    inner.Dispose();
                    run.Equal(told.Count, 0, "misuse told of closing what is innermost then");
                    Told(inner, MisuseKind.ScopeClosedTwice, b, 0, "closing a scope twice");
                    Told(outer, MisuseKind.ScopeClosedTwice, a, 0, "closing twice what was closed out of order");
                    var other = run.Carrier.Attach(c);
                    Fork.OnCleanThread(() => Told(other, MisuseKind.ScopeClosedInAnotherFlow, c, 0, "closing in another flow")).GetAwaiter().GetResult();
                    other.Dispose();
                    run.Equal(told.Count, 0, "misuse told of closing in the right flow after that");
                }
                finally
                {
                    TracingMisuse.Reported -= Tell;
                }

                bool Told(CarrierScope scope, MisuseKind kind, Span span, int depth, string what)
                {
                    owners.Add(scope.Owner);
                    scope.Dispose();
                    var expected = run.Claims(CarrierCapabilities.Ambient) ? Line(kind, run.Handed(span)?.Name, depth) : "";
                    run.Equal(string.Join("; ", told), expected, $"misuse told of {what}");
                    told.Clear();
                    return true;
                }

                void Tell(Misuse misuse)
                {
                    // A scope that hands nothing down does not know its span.
                    if (misuse.SpanName is { } name ? name.EndsWith(id, StringComparison.Ordinal) : owners.Contains(misuse.Source))
                        told.Add(Line(misuse.Kind, misuse.SpanName, misuse.Depth));
                }
            }
        },
        {
            "DEGR-18", run =>
            {
                var a = run.Span("a");
                using var scope = run.Carrier.Attach(a);
                var caught = ErrorRules.Catch(() => run.Carrier.AttachUntilEnd(null!));
                run.True(caught is ArgumentNullException, $"{caught.GetType().Name} for null", nameof(ArgumentNullException));
                run.Sees(run.Ambient(a), "after null was to be active until it ends");
            }
        },
    };

    static string Line(MisuseKind kind, string? span, int depth) => $"{kind} {span} {depth}";
}
