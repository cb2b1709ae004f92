namespace Stackbilt.Observability.Tests;

/// <summary>A program that uses all of the tracing, wrongly too. Whatever throws in the tracing, it does not notice.</summary>
static class EverydayProgram
{
    public static async Task RunAsync(Tracer tracer)
    {
        var runs = 0;
        var outside = tracer.StartRoot("outside");
        tracer.Carrier.Attach(outside).Dispose();
        var before = tracer.Current;

        var root = tracer.StartRoot("root");
        using (tracer.Carrier.Attach(root))
        using (root.StartActiveChild("active"))
        {
            runs++;
            _ = tracer.Current;
            _ = ActiveSpan.Current;
        }

        tracer.Carrier.RunWithSpan(root, _ => { runs++; });
        Assert.Equal(3, tracer.Carrier.RunWithSpan(root, _ => ++runs));
        await tracer.Carrier.RunWithSpan(root, async _ =>
        {
            await Task.Yield();
            using var child = root.StartActiveChild("child");
            child.AddEvent("event").SetAttribute("key", 1).UpdateName("renamed");
            runs++;
        });
        Assert.Equal(5, await tracer.Carrier.RunWithSpan(root, _ => ValueTask.FromResult(++runs)));
        tracer.RunInSpan(root.StartChild("inside"), _ => { runs++; });
        await FailAsync(tracer, root.StartChild("failing"), () => runs++);
        Misuse(tracer, root);
        outside.End();
        _ = await tracer.ForceFlushAsync();

        Assert.Equal(7, runs);
        Assert.Same(before, tracer.Current);
    }

    static async Task FailAsync(Tracer tracer, Span span, Action run)
    {
        var thrown = new UnreadableException();
        var caught = await Record.ExceptionAsync(() => tracer.RunInSpan(span, async _ =>
        {
            await Task.Yield();
            run();
            throw thrown;
        }));
        Assert.Same(thrown, caught);
    }

    static void Misuse(Tracer tracer, Span root)
    {
        var outer = tracer.Carrier.Attach(root);
        var inner = tracer.Carrier.Attach(null);
        outer.Dispose();
        outer.Dispose();
        inner.Dispose();
        root.End();
        root.StartChild("late").End();
    }
}
