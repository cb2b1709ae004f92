using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Tests.Strict;

/// <summary>Strict mode remembers what is open, not the spans, and forgets what is closed.</summary>
public class MemoryTests
{
    readonly Watched _watched = new();

    [Fact]
    public void What_is_closed_properly_is_forgotten()
    {
        var left = Properly();

        Assert.All(left, reference => Assert.True(IsCollected(reference)));
        _watched.NothingWrong();
    }

    [Fact]
    public void What_is_never_closed_does_not_keep_its_span()
    {
        var span = Improperly();

        Assert.True(IsCollected(span));
        Assert.Equal(2, _watched.Strict.Open.Count);
    }

    [Fact]
    public void What_is_noticed_is_limited()
    {
        var strict = new StrictTracing(new AsyncLocalCarrier(), keepStacks: false);
        var tracer = new Tracer(strict.Carrier, [strict]);
        var root = tracer.StartRoot("root");
        root.End();
        for (var number = 0; number < 1100; number++)
            root.StartChild($"late {number}").End();

        Assert.Equal(1000, strict.Misuses.Count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    WeakReference[] Properly()
    {
        using var root = _watched.Tracer.StartRoot("root");
        using var scope = _watched.Tracer.Carrier.Attach(root);
        using var child = root.StartActiveChild("child");
        return [new(root), new(child), new(scope.Attachment)];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    WeakReference Improperly()
    {
        WeakReference? span = null;
        ExecutionContext.Run(ExecutionContext.Capture()!, _ =>
        {
            var root = _watched.Tracer.StartRoot("root");
            _ = _watched.Strict.Carrier.Attach(root);
            span = new WeakReference(root);
        }, null);
        return span!;
    }

    static bool IsCollected(WeakReference reference)
    {
        for (var attempt = 0; attempt < 10 && reference.IsAlive; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return !reference.IsAlive;
    }
}
