namespace Stackbilt.Observability.Benchmarks;

/// <summary>The work of the scale study: a tracer, AsyncLocal carrier, recorded, and what is done under it.</summary>
sealed class ScaledWork : IDisposable
{
    readonly List<Span> _open = [];
    readonly OpenTelemetryTracing _theirs = new();

    public OurTracing Tracing { get; } = OurTracing.Recorded(new AsyncLocalCarrier()).MakeActive();

    /// <summary>Opens spans inside each other and leaves them open.</summary>
    public void Nest(int depth) => _open.AddRange(Opened(depth - 1));

    /// <summary>
    /// Attaches spans inside each other, keeps the innermost flow, and ends all but the outermost: what a timer started at the
    /// bottom of a request that is over holds.
    /// </summary>
    public static void NestAndEnd(int depth)
    {
        foreach (var span in Opened(depth).Reverse())
            span.End();
    }

    public static void Read(int times)
    {
        object? last = null;
        for (var time = 0; time < times; time++)
            last = ActiveSpan.Current;
        GC.KeepAlive(last);
    }

    public static void StartAndEnd(int times)
    {
        for (var time = 0; time < times; time++)
        {
            using var child = ActiveSpan.Current!.StartActiveChild("child");
        }
    }

    public void AttachAndDispose(int times)
    {
        using var other = Tracing.Tracer.StartRoot("other");
        for (var time = 0; time < times; time++)
        {
            using var scope = Tracing.Carrier.Attach(other);
        }
    }

    /// <summary>A child that is given its attributes at the start.</summary>
    public static void StartWithAttributes(int times, SpanAttribute[] attributes)
    {
        for (var time = 0; time < times; time++)
        {
            using var child = ActiveSpan.Current!.StartActiveChild("child", attributes);
        }
    }

    /// <summary>The peer: OpenTelemetry's span, with the same attributes set on it.</summary>
    public void StartTheirsWithAttributes(int times, SpanAttribute[] attributes)
    {
        for (var time = 0; time < times; time++)
        {
            using var child = _theirs.Tracer.StartActiveSpan("child");
            foreach (var attribute in attributes)
                child.SetAttribute(attribute.Key, attribute.TryGetInteger(out var value) ? value : 0);
        }
    }

    /// <summary>Many flows at once, each starting active children and giving up its thread after each.</summary>
    public static void RunFlows(int times, int flows)
    {
        var work = new Task[flows];
        for (var flow = 0; flow < flows; flow++)
            work[flow] = Task.Run(() => FlowAsync(Math.Max(1, times / flows)));
        Task.WaitAll(work);
    }

    public void Dispose()
    {
        for (var level = _open.Count - 1; level >= 0; level--)
            _open[level].End();
        Tracing.Dispose();
        _theirs.Dispose();
    }

    static Span[] Opened(int count)
    {
        var opened = new Span[count];
        for (var level = 0; level < count; level++)
            opened[level] = ActiveSpan.Current!.StartActiveChild("level");

        return opened;
    }

    static async Task FlowAsync(int times)
    {
        for (var time = 0; time < times; time++)
        {
            using var child = ActiveSpan.Current!.StartActiveChild("child");
            await Task.Yield();
        }
    }
}
