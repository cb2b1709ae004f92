namespace Stackbilt.Observability.Conformance;

/// <summary>Spans that end in one flow at the moment at which another flow is busy with them.</summary>
static class EndingRules
{
    const int Rounds = 500;

    public static RuleBodies Bodies { get; } = new()
    {
        {
            "ISO-15", run => WhileItEndsAsync(run, "closed", (span, around, scope) =>
            {
                var isRight = IsRight(run, scope.Detach()) && RuleRun.Same(run.Carrier.Current, run.Ambient(around));
                span.End();
                return isRight;
            })
        },
        {
            "ISO-16", run => WhileItEndsAsync(run, "read", (span, around, scope) =>
            {
                var isRight = true;
                for (var hasEnded = false; !hasEnded;)
                {
                    hasEnded = span.HasEnded;
                    var seen = run.Carrier.Current;
                    isRight &= RuleRun.Same(seen, run.Ambient(span)) || RuleRun.Same(seen, run.Ambient(around));

                    // On one core the other flow would wait until this one has used up its time.
                    Thread.Yield();
                }

                scope.Dispose();
                return isRight;
            })
        },
    };

    /// <summary>One flow ends spans, the other does something with each at the same time, inside its scope.</summary>
    static async Task WhileItEndsAsync(RuleRun run, string done, Func<Span, Span, CarrierScope, bool> isRight)
    {
        using var together = new Barrier(2);
        var around = run.Span("around");
        var spans = Enumerable.Range(0, Rounds * run.Effort).Select(at => run.Span($"{at}")).ToArray();
        var wrong = 0;
        var ending = Fork.OnCleanThread(() => TakePart(together, () =>
        {
            foreach (var span in spans)
            {
                together.SignalAndWait();
                span.End();
            }
        }));
        var busy = Fork.OnCleanThread(() => TakePart(together, () =>
        {
            using var outer = run.Carrier.Attach(around);
            foreach (var span in spans)
            {
                var scope = run.Carrier.Attach(span);
                together.SignalAndWait();
                wrong += isRight(span, around, scope) ? 0 : 1;
            }
        }));
        await Task.WhenAll(ending, busy);
        run.Equal(wrong, 0, $"wrong answers of {spans.Length} scopes that are {done} while their spans end");
    }

    static bool IsRight(RuleRun run, DetachResult told) => run.Claims(CarrierCapabilities.Ambient)
        ? told.Outcome is DetachOutcome.InOrder or DetachOutcome.AlreadyDetached
        : told.Outcome == DetachOutcome.Nothing;

    static bool TakePart(Barrier together, Action part)
    {
        try
        {
            part();
            return true;
        }
        finally
        {
            together.RemoveParticipant();
        }
    }
}
