namespace Stackbilt.Observability.Conformance;

/// <summary>What other flows have closed, or left open, must be left to the garbage collector.</summary>
static class LeftElsewhereRules
{
    public static RuleBodies Bodies { get; } = new()
    {
        {
            "LIFE-43", async run =>
            {
                run.Equal(Garbage.CountKept(await CloseElsewhereAsync(run)), 0, "spans kept after their scopes were closed in another flow, and then in their own");
                run.Equal(Garbage.CountKept(await LeaveAsync(run)), 0, "open spans kept that flows have left which are over");
                GC.KeepAlive(run.Carrier);
            }
        },
    };

    static async Task<WeakReference[]> CloseElsewhereAsync(RuleRun run)
    {
        var references = new WeakReference[8];
        for (var at = 0; at < references.Length; at++)
            references[at] = await Fork.OnEndedThread(() => OpenAndClose(run));

        return references;
    }

    static WeakReference OpenAndClose(RuleRun run)
    {
        var span = MemoryRules.Bare();
        var scope = run.Carrier.Attach(span);
        Fork.OnEndedCleanThread(() => scope.Detach()).GetAwaiter().GetResult();
        scope.Dispose();
        return new WeakReference(span);
    }

    static async Task<WeakReference[]> LeaveAsync(RuleRun run)
    {
        var references = new WeakReference[8];
        for (var at = 0; at < references.Length; at++)
            references[at] = await Fork.OnEndedThread(() => LeaveOpen(run.Carrier));

        return references;
    }

    static WeakReference LeaveOpen(IContextCarrier carrier)
    {
        var span = MemoryRules.Bare();
        _ = carrier.Attach(span);
        carrier.AttachUntilEnd(MemoryRules.Bare());
        return new WeakReference(span);
    }
}
