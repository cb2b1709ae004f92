namespace Stackbilt.Observability.Conformance;

/// <summary>Every form of work, through one carrier.</summary>
static class FormRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "ASYNC-47", async run =>
            {
                foreach (var form in AsyncForm.All)
                {
                    var a = run.Span("a");
                    var result = await form.Run(run.Carrier, a, async _ =>
                    {
                        run.Sees(run.Ambient(a), $"in work that returns {form.Name}");
                        await AnotherThread.Switch;
                        run.Sees(run.Awaited(a), $"after an await in work that returns {form.Name}");
                        return 7;
                    });
                    run.Equal(result, 7, $"result of work that returns {form.Name}");
                    run.Sees(null, $"after work that returns {form.Name}");
                }
            }
        },
        {
            "ASYNC-48", async run =>
            {
                foreach (var form in AsyncForm.All)
                {
                    Span a = run.Span("a"), b = run.Span("b");
                    var gate = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
                    var scope = run.Carrier.Attach(a);
                    var running = form.Run(run.Carrier, b, _ => gate.Task);
                    run.Sees(run.Ambient(a), $"in the caller, while work that returns {form.Name} is running");
                    scope.Dispose();
                    run.Sees(null, $"in the caller, its scope closed, while work that returns {form.Name} is running");
                    gate.SetResult(7);
                    await running;
                    run.Sees(null, $"after work that returns {form.Name}");
                }
            }
        },
        {
            "ASYNC-49", async run =>
            {
                foreach (var form in AsyncForm.All)
                {
                    var a = run.Span("a");
                    var gate = AttemptRules.NewGate();
                    var mirror = run.NewMirror();
                    var running = form.Run(mirror, a, async _ =>
                    {
                        run.Sees(run.Ambient(a), $"in mirrored work that returns {form.Name}");
                        await gate.Task;
                        return 7;
                    });
                    var closed = run.Claims(CarrierCapabilities.FlowsAcrossAwait) ? 0 : 1;
                    run.Equal(mirror.Told, (1, closed), $"scopes opened and closed while work that returns {form.Name} waits");
                    gate.SetResult();
                    await running;
                    run.Equal(mirror.Told, (1, 1), $"scopes opened and closed after work that returns {form.Name}");
                }
            }
        },
        {
            "ASYNC-50", async run =>
            {
                foreach (var form in AsyncForm.All)
                {
                    // The task of a gate, and not of an async method: what that posts would be the suite's own.
                    var gate = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
                    var posts = new CountedPosts();
                    var running = posts.Inside(() => form.Run(run.Carrier, run.Span("a"), _ => gate.Task));
                    gate.SetResult(7);
                    run.Equal(await running.ConfigureAwait(false), 7, $"result of work that returns {form.Name}");
                    run.Equal(posts.Count, 0, $"posts to the caller's synchronization context for work that returns {form.Name}");
                }
            }
        },
        {
            "EXPL-16", async run =>
            {
                var a = run.Span("a");
                foreach (var form in SyncForm.All)
                {
                    Span? seen = null;
                    run.Equal(form.Run(run.Carrier, a, argument => Keep(argument, out seen)), 7, $"result, with {form.Name}");
                    run.Saw(seen, run.Handed(a), $"as the argument of work, with {form.Name}");
                }

                foreach (var form in AsyncForm.All)
                {
                    await form.Run(run.Carrier, a, argument =>
                    {
                        run.Saw(argument, run.Handed(a), $"as the argument of work that returns {form.Name}");
                        return Task.FromResult(7);
                    });
                }
            }
        },
    };

    static int Keep(Span? argument, out Span? seen)
    {
        seen = argument;
        return 7;
    }
}
