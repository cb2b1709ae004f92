namespace Stackbilt.Observability.Conformance;

/// <summary>Wrappings of the carrier that fail: the work runs once, and what failed is told once.</summary>
static class MirrorRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "DEGR-13", async run =>
            {
                foreach (var form in SyncForm.All)
                {
                    Span a = run.Span("a"), b = run.Span("b");
                    var mirror = run.NewMirror(failsAt: "Attach");
                    var calls = 0;
                    using var scope = run.Carrier.Attach(a);
                    var result = form.Run(mirror, b, argument =>
                    {
                        run.Saw(argument, null, "as the argument of work whose span could not be attached");
                        run.Sees(run.Ambient(a), "in work whose span could not be attached");
                        return ++calls;
                    });
                    run.Equal((calls, result, mirror.Reported), (1, 1, "Attach"), $"calls, result and reports, with {form.Name}");
                }

                foreach (var form in AsyncForm.All)
                    await FailToAttachAsync(run, form);
            }
        },
        {
            "DEGR-14", async run =>
            {
                foreach (var form in SyncForm.All)
                {
                    var mirror = run.NewMirror(failsAt: "Detach");
                    var calls = 0;
                    var result = form.Run(mirror, run.Span("a"), _ => ++calls);
                    run.Equal((calls, result, mirror.Reported), (1, 1, "Detach"), $"calls, result and reports, with {form.Name}");
                    run.Sees(null, "after a close that failed once it was done");
                }

                foreach (var form in AsyncForm.All)
                    await RunOnceAsync(run, form, failsAt: "Detach");

                var failing = run.NewMirror(failsAt: "Detach");
                run.Equal(failing.Attach(run.Span("a")).Detach().Outcome, DetachOutcome.Failed, "outcome of a close that failed");
            }
        },
        {
            "DEGR-15", async run =>
            {
                foreach (var form in AsyncForm.All)
                    await RunOnceAsync(run, form, failsAt: "Capabilities");
            }
        },
    };

    static Task FailToAttachAsync(RuleRun run, AsyncForm form)
    {
        Span a = run.Span("a"), b = run.Span("b");
        var mirror = run.NewMirror(failsAt: "Attach");
        var calls = 0;
        return run.Carrier.RunWithSpan(a, async _ =>
        {
            var result = await form.Run(mirror, b, async argument =>
            {
                run.Saw(argument, null, "as the argument of work whose span could not be attached");
                run.Sees(run.Ambient(a), "in work whose span could not be attached");
                await AnotherThread.Switch;
                return ++calls;
            });
            run.Equal((calls, result, mirror.Reported), (1, 1, "Attach"), $"calls, result and reports, with {form.Name}");
        });
    }

    /// <summary>A mirror that cannot say what it claims is taken to claim nothing: its scope is closed at the first await.</summary>
    static async Task RunOnceAsync(RuleRun run, AsyncForm form, string failsAt)
    {
        var a = run.Span("a");
        var gate = AttemptRules.NewGate();
        var mirror = run.NewMirror(failsAt);
        var calls = 0;
        var running = form.Run(mirror, a, async argument =>
        {
            run.Saw(argument, run.Handed(a), $"as the argument, with {form.Name}");
            run.Sees(run.Ambient(a), $"in work, with {form.Name}");
            await gate.Task;
            await AnotherThread.Switch;
            return ++calls;
        });
        var closed = failsAt == "Detach" && run.Claims(CarrierCapabilities.FlowsAcrossAwait) ? 0 : 1;
        run.Equal(mirror.Told, (1, closed), $"scopes opened and closed while the work waits, with {form.Name}");
        gate.SetResult();
        var result = await running;
        run.Equal((calls, result, mirror.Reported), (1, 1, failsAt), $"calls, result and reports, with {form.Name}");
        run.Equal(mirror.Told, (1, 1), $"scopes opened and closed after the work, with {form.Name}");
        run.Sees(null, $"after the work, with {form.Name}");
    }
}
