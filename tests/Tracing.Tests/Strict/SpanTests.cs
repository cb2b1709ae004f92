using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Tests.Strict;

/// <summary>Spans that are never ended, or started after their trace was over, with where they were started.</summary>
public class SpanTests
{
    readonly Watched _watched = new();

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Span StartedHere(Span parent) => parent.StartChild("late");

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Span StartedActiveHere(Span parent) => parent.StartActiveChild("late");

    [Fact]
    public void Never_ended()
    {
        using (var root = _watched.Tracer.StartRoot("root"))
            _ = StartedHere(root);

        var open = Assert.Single(_watched.Strict.Open);
        Assert.Equal((MisuseKind.SpanNeverEnded, "late"), (open.Kind, open.SpanName));
        Assert.Contains(nameof(StartedHere), open.OpenedAt!.Split('\n')[0], StringComparison.Ordinal);
        Assert.Same(_watched.Inner, open.Source);
        Assert.Empty(_watched.Told);
    }

    [Fact]
    public void An_active_child_never_ended_is_a_span_and_no_scope()
    {
        using (var root = _watched.Tracer.StartRoot("root"))
            _ = StartedActiveHere(root);

        var open = Assert.Single(_watched.Strict.Open);
        Assert.Equal(MisuseKind.SpanNeverEnded, open.Kind);
        Assert.Contains(nameof(StartedActiveHere), open.OpenedAt!.Split('\n')[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Started_after_its_trace_was_over(bool remote, bool hasBaggage)
    {
        var parent = new SpanContext(TraceId.CreateRandom(), SpanId.CreateRandom(), IsSampled: true, IsRemote: true);
        var root = remote ? _watched.Tracer.StartSpan("root", parent) : _watched.Tracer.StartRoot("root");
        if (hasBaggage)
            root.SetBaggage("tenant", "7");

        root.End();
        StartedHere(root).End();

        var misuse = _watched.Single();
        Assert.Equal((MisuseKind.SpanAfterItsTrace, "late", "root"), (misuse.Kind, misuse.SpanName, misuse.EndedSpanName));
        Assert.Contains(nameof(StartedHere), misuse.OpenedAt!.Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_that_nobody_waited_for()
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var forgotten = Task.CompletedTask;
        await _watched.Tracer.RunInSpan(_watched.Tracer.StartRoot("request"), async root =>
        {
            forgotten = Task.Run(async () =>
            {
                await over.Task;
                StartedHere(root!).End();
            });
            await Task.Yield();
        });
        over.SetResult();
        await forgotten;

        Assert.Equal(MisuseKind.SpanAfterItsTrace, _watched.Single().Kind);
    }

    [Fact]
    public void A_child_of_an_ended_span_is_right_while_the_trace_is_running()
    {
        using (var root = _watched.Tracer.StartRoot("root"))
        {
            var step = root.StartChild("step");
            step.End();
            StartedHere(step).End();
        }

        _watched.NothingWrong();
    }

    [Fact]
    public void Another_piece_of_the_same_trace_is_right_after_the_first_one()
    {
        var context = _watched.Tracer.StartRoot("root");
        context.End();
        using (var continued = _watched.Tracer.StartSpan("continued", context.Context))
            continued.StartChild("child").End();

        _watched.NothingWrong();
    }
}
