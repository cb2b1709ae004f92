using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Tests.Strict;

/// <summary>The end of a test: everything that was wrong is in one exception, with the stacks that led to it.</summary>
public class VerifyTests
{
    readonly Watched _watched = new();

    [MethodImpl(MethodImplOptions.NoInlining)]
    CarrierScope OpenScope(Span span) => _watched.Tracer.Carrier.Attach(span);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void CloseScope(CarrierScope scope) => scope.Dispose();

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Span StartStep(Span root) => root.StartActiveChild("step");

    [Fact]
    public void The_message_lists_what_was_wrong()
    {
        var root = _watched.Tracer.StartRoot("root");
        var outer = OpenScope(root);
        _ = OpenScope(root.StartChild("forgotten"));
        CloseScope(outer);
        CloseScope(outer);
        for (var time = 0; time < 3; time++)
            _ = StartStep(root);

        root.End();
        StartStep(root).End();

        var thrown = Assert.Throws<TracingMisuseException>(_watched.Strict.Verify);
        Snapshot.Matches(Watched.WithoutPlaces(thrown.Message));
        Assert.Equal([.. _watched.Strict.Misuses, .. _watched.Strict.Open], thrown.Misuses);
    }

    [Fact]
    public void One_misuse_without_stacks()
    {
        var strict = new StrictTracing(new AsyncLocalCarrier(), keepStacks: false);
        _ = new Tracer(strict.Carrier, [strict]).StartRoot("root");

        Snapshot.Matches(Assert.Throws<TracingMisuseException>(strict.Verify).Message);
    }

    [Fact]
    public void The_fixture_fails_the_test_once()
    {
        var fixture = new StrictTracer(new AsyncLocalCarrier());
        fixture.Tracer.RunInSpan(fixture.Tracer.StartRoot("root"), root => { _ = root!.StartChild("never ended"); });
        Assert.Equal("root", Assert.Single(fixture.Spans.Spans).Name);

        var thrown = Assert.Throws<TracingMisuseException>(fixture.Dispose);
        Assert.Equal("never ended", Assert.Single(thrown.Misuses).SpanName);
        fixture.Dispose();
    }

    [Fact]
    public void The_fixture_lets_right_code_pass()
    {
        using var fixture = new StrictTracer(new AsyncLocalCarrier());
        fixture.Tracer.RunInSpan(fixture.Tracer.StartRoot("root"), root => root!.StartChild("child").End());
        Assert.Empty(fixture.Strict.Open);
    }

    [Fact]
    public void Who_is_told_may_throw()
    {
        var strict = new StrictTracing(new ExplicitCarrier(), _ => throw new InvalidOperationException("broken"));
        using var faults = new FaultsOf(strict);

        Assert.Null(strict.Carrier.Current);

        Assert.Single(faults.Reported);
        Assert.Single(strict.Misuses);
    }

    [Fact]
    public void A_carrier_that_cannot_say_what_it_claims_is_reported()
    {
        var broken = Substitute.For<IContextCarrier>();
        broken.Capabilities.Returns(_ => throw new InvalidOperationException("broken"));
        using var faults = new FaultsOf(broken);

        Assert.Empty(new StrictTracing(broken).Misuses);

        Assert.Single(faults.Reported);
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>("carrier", () => new StrictTracing(null!));
        Assert.Throws<ArgumentNullException>("carrier", () => new StrictTracer(null!));
        Assert.Throws<ArgumentNullException>("misuses", () => new TracingMisuseException(null!));
    }
}
