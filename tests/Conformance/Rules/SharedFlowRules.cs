namespace Stackbilt.Observability.Conformance;

/// <summary>Flows that share what they inherited, or each other's scopes, all at once and at full speed.</summary>
static class SharedFlowRules
{
    const int Flows = 4;

    public static RuleBodies Bodies { get; } = new()
    {
        {
            "ISO-11", async run =>
            {
                for (var round = 0; round < 20 * run.Effort; round++)
                    run.Equal(await ShareAsync(run), 0, "wrong answers of flows that share what they inherited");
            }
        },
        {
            "ISO-12", async run =>
            {
                const int Rounds = 500;
                using var together = new Barrier(2);
                var scopes = new CarrierScope[2];
                var flows = Enumerable.Range(0, 2).Select(me => Fork.OnCleanThread(() =>
                {
                    try
                    {
                        return CloseEachOthers(run, me, scopes, together, Rounds * run.Effort);
                    }
                    finally
                    {
                        together.RemoveParticipant();
                    }
                })).ToArray();
                run.Equal((await Task.WhenAll(flows)).Sum(), 0, "wrong answers of two flows that close each other's scopes");
            }
        },
        {
            "ISO-14", async run =>
            {
                Span a = run.Span("a"), b = run.Span("b");
                await Fork.OnThread(() =>
                {
                    var outer = run.Carrier.Attach(a);
                    var inner = run.Carrier.Attach(b);
                    using var reused = new SemaphoreSlim(0);
                    var fork = Fork.OnThread(() =>
                    {
                        reused.Wait();
                        run.Sees(run.Forked(b), "in a fork, its parent having closed that and attached others since");
                        b.End();
                        run.Sees(run.Forked(a), "in a fork, after the inner span ended");
                        return true;
                    });
                    inner.Dispose();
                    outer.Dispose();
                    var others = Enumerable.Range(0, 100).Select(at => run.Carrier.Attach(run.Span($"other {at}"))).ToArray();
                    foreach (var other in others[50..])
                        other.Dispose();

                    reused.Release();
                    fork.GetAwaiter().GetResult();
                });
            }
        },
    };

    /// <summary>Several forks of one flow read, attach and close, while the spans that all of them inherited end one by one.</summary>
    static async Task<int> ShareAsync(RuleRun run)
    {
        var inherited = Enumerable.Range(0, 8).Select(at => new Inherited(run.Span($"inherited {at}"))).ToArray();
        using var together = new Barrier(Flows + 1);
        Task<int>[] forks = [];
        await Fork.OnThread(() =>
        {
            var scopes = Array.ConvertAll(inherited, each => run.Carrier.Attach(each.Span));
            forks = [.. Enumerable.Range(0, Flows).Select(_ => Fork.OnThread(() => ReadAndAttach(run, inherited, together)))];
            together.SignalAndWait();
            foreach (var at in (int[])[6, 7, 3, 5, 4, 1, 0, 2])
            {
                inherited[at].End();
                run.Carrier.Attach(run.Span("parent's")).Dispose();
                scopes[7 - at].Dispose();
            }
        });
        return (await Task.WhenAll(forks)).Sum();
    }

    static int ReadAndAttach(RuleRun run, Inherited[] inherited, Barrier together)
    {
        var own = run.Span("own");
        // Once while all of them are open, however late this thread is after that.
        var wrong = IsRight(run, inherited) ? 0 : 1;
        together.SignalAndWait();
        for (var read = 0; read < 200; read++)
        {
            wrong += IsRight(run, inherited) ? 0 : 1;
            using (run.Carrier.Attach(own))
                wrong += RuleRun.Same(run.Carrier.Current, run.Ambient(own)) ? 0 : 1;
        }

        run.Count(401);
        return wrong;
    }

    /// <summary>
    /// What is seen must not have ended before the read, and all inside it must have begun to end before the read was over.
    /// While a span is ending, both answers are right.
    /// </summary>
    static bool IsRight(RuleRun run, Inherited[] inherited)
    {
        var hadEnded = Array.ConvertAll(inherited, static each => each.HasEnded);
        var seen = run.Carrier.Current;
        if (run.Forked(inherited[0].Span) is null)
            return seen is null;

        var at = seen is null ? -1 : Array.FindIndex(inherited, each => RuleRun.Same(seen, each.Span));
        return (seen is null || (at >= 0 && !hadEnded[at])) && Array.TrueForAll(inherited[(at + 1)..], static each => each.IsEnding);
    }

    static int CloseEachOthers(RuleRun run, int me, CarrierScope[] scopes, Barrier together, int rounds)
    {
        var wrong = 0;
        Span mine = run.Span($"of flow {me}"), outer = run.Span($"around flow {me}");
        using var around = run.Carrier.Attach(outer);
        for (var round = 0; round < rounds; round++)
        {
            scopes[me] = run.Carrier.Attach(mine);
            together.SignalAndWait();
            scopes[1 - me].Dispose();
            wrong += RuleRun.Same(run.Carrier.Current, run.Ambient(mine)) ? 0 : 1;
            together.SignalAndWait();
            scopes[me].Dispose();
            wrong += RuleRun.Same(run.Carrier.Current, run.Ambient(outer)) ? 0 : 1;
        }

        run.Count(2 * rounds);
        return wrong;
    }

    /// <summary>A span, and how far its end has come: a span says that it has ended a moment before no carrier answers it.</summary>
    sealed class Inherited(Span span)
    {
        volatile bool _isEnding;
        volatile bool _hasEnded;

        public Span Span => span;

        public bool IsEnding => _isEnding;

        public bool HasEnded => _hasEnded;

        public void End()
        {
            _isEnding = true;
            span.End();
            _hasEnded = true;
        }
    }
}
