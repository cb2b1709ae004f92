using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Tests.Strict;

/// <summary>Scopes that are closed wrongly or not at all, with where they were opened.</summary>
public class ScopeTests
{
    readonly Watched _watched = new();

    [MethodImpl(MethodImplOptions.NoInlining)]
    CarrierScope OpenedHere(Span? span) => _watched.Tracer.Carrier.Attach(span);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void ClosedHere(CarrierScope scope) => scope.Dispose();

    [Fact]
    public void Never_closed()
    {
        using (var root = _watched.Tracer.StartRoot("root"))
            _ = OpenedHere(root);

        var open = Assert.Single(_watched.Strict.Open);
        Assert.Equal((MisuseKind.ScopeNeverClosed, "root"), (open.Kind, open.SpanName));
        Assert.Contains(nameof(OpenedHere), open.OpenedAt, StringComparison.Ordinal);
        Assert.Contains("ScopeTests.cs", open.OpenedAt, StringComparison.Ordinal);
        Assert.Empty(_watched.Strict.Misuses);
    }

    [Fact]
    public void Several_never_closed_are_listed_in_the_order_of_their_opening()
    {
        using (var root = _watched.Tracer.StartRoot("root"))
        {
            _ = OpenedHere(root);
            _ = OpenedHere(null);
            OpenedHere(root).Dispose();
            _ = _watched.Tracer.StartRoot("other");
        }

        Assert.Equal(["root", null, "other"], _watched.Strict.Open.Select(open => open.SpanName));
    }

    [Fact]
    public void Closed_twice()
    {
        using var root = _watched.Tracer.StartRoot("root");
        var scope = OpenedHere(root);
        scope.Dispose();
        ClosedHere(scope);

        IsAbout(MisuseKind.ScopeClosedTwice, "root", depth: 0);
    }

    [Fact]
    public void Closed_twice_after_the_end_of_its_span()
    {
        var root = _watched.Tracer.StartRoot("root");
        var scope = OpenedHere(root);
        root.End();
        scope.Dispose();
        ClosedHere(scope);

        IsAbout(MisuseKind.ScopeClosedTwice, "root", depth: 0);
    }

    [Fact]
    public void Closed_out_of_order()
    {
        using var root = _watched.Tracer.StartRoot("root");
        using var step = root.StartChild("step");
        var outer = OpenedHere(root);
        var inner = _watched.Strict.Carrier.Attach(step);
        ClosedHere(outer);
        inner.Dispose();

        IsAbout(MisuseKind.ScopeClosedOutOfOrder, "root", depth: 1);
    }

    [Fact]
    public void A_mask_closed_out_of_order()
    {
        using var root = _watched.Tracer.StartRoot("root");
        using var around = _watched.Strict.Carrier.Attach(root);
        var mask = OpenedHere(null);
        var inner = _watched.Strict.Carrier.Attach(root);
        ClosedHere(mask);
        inner.Dispose();

        IsAbout(MisuseKind.ScopeClosedOutOfOrder, null, depth: 1);
    }

    [Fact]
    public void Closed_in_another_flow_and_then_where_it_was_opened()
    {
        using var root = _watched.Tracer.StartRoot("root");
        CarrierScope scope = default;
        ExecutionContext? opener = null;
        ExecutionContext.Run(ExecutionContext.Capture()!, _ =>
        {
            scope = OpenedHere(root);
            opener = ExecutionContext.Capture();
        }, null);

        ClosedHere(scope);
        IsAbout(MisuseKind.ScopeClosedInAnotherFlow, "root", depth: 0);
        Assert.Equal(MisuseKind.ScopeNeverClosed, _watched.Strict.Open[^1].Kind);

        ExecutionContext.Run(opener!, _ => scope.Dispose(), null);
        Assert.Equal(MisuseKind.SpanNeverEnded, Assert.Single(_watched.Strict.Open).Kind);
    }

    [Fact]
    public async Task Left_active_in_the_caller_by_a_method_that_is_not_async()
    {
        Task AttachesAndReturnsATask(Span? span)
        {
            _ = OpenedHere(span);
            return Task.CompletedTask;
        }

        await _watched.Tracer.RunInSpan(_watched.Tracer.StartRoot("root"), async root =>
        {
            using var step = root!.StartChild("step");
            using var scope = _watched.Tracer.Carrier.Attach(root.StartChild("outer"));
            await AttachesAndReturnsATask(step);
        });

        Assert.Contains(_watched.Strict.Misuses, misuse => misuse is { Kind: MisuseKind.ScopeClosedOutOfOrder, SpanName: "outer" });
        var forgotten = Assert.Single(_watched.Strict.Open, open => open.Kind == MisuseKind.ScopeNeverClosed);
        Assert.Contains(nameof(AttachesAndReturnsATask), forgotten.OpenedAt, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_at_the_same_place_is_told_once()
    {
        using var root = _watched.Tracer.StartRoot("root");
        for (var time = 0; time < 3; time++)
        {
            var scope = OpenedHere(root);
            scope.Dispose();
            ClosedHere(scope);
        }

        _watched.Single();
    }

    void IsAbout(MisuseKind kind, string? spanName, int depth)
    {
        var misuse = _watched.Single();
        Assert.Equal((kind, spanName, depth), (misuse.Kind, misuse.SpanName, misuse.Depth));
        Assert.Contains(nameof(OpenedHere), misuse.OpenedAt!.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains(nameof(ClosedHere), misuse.NoticedAt!.Split('\n')[0], StringComparison.Ordinal);
    }
}
