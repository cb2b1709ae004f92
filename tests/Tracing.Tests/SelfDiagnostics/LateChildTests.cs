namespace Stackbilt.Observability.Tests.SelfDiagnostics;

/// <summary>A child of a span that has ended is made, and told of.</summary>
public class LateChildTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Is_told_with_both_names(bool active)
    {
        var recorded = new Recorded();
        using var misuse = new MisuseOf(recorded.Tracer);
        var root = recorded.Root();
        root.StartChild("in time").End();
        root.End();

        using var late = active ? root.StartActiveChild("late") : root.StartChild("late");

        Assert.Equal(
            [new(MisuseKind.ChildOfEndedSpan, recorded.Tracer) { SpanName = "late", EndedSpanName = "root" }],
            misuse.Noticed);
        Assert.Equal(root.SpanId, late.ParentSpanId);
    }

    [Fact]
    public void A_handler_that_throws_harms_nobody()
    {
        var recorded = new Recorded();
        static void Broken(Misuse misuse) => throw new InvalidOperationException("broken");
        TracingMisuse.Reported += Broken;
        using var misuse = new MisuseOf(recorded.Tracer);
        var root = recorded.Root();
        root.End();

        Assert.NotNull(root.StartChild("late"));

        TracingMisuse.Reported -= Broken;
        Assert.Single(misuse.Noticed);
    }

    [Fact]
    public void Null_is_refused() => Assert.Throws<ArgumentNullException>("misuse", () => TracingMisuse.Report(null!));
}
