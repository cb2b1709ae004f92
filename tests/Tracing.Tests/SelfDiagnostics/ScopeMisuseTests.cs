using Stackbilt.Observability.Tests.Activities;

namespace Stackbilt.Observability.Tests.SelfDiagnostics;

/// <summary>Scopes closed wrongly are told of, each time, and right code is not.</summary>
public sealed class ScopeMisuseTests : IDisposable
{
    readonly AsyncLocalCarrier _carrier = new();
    readonly Recorded _recorded;
    readonly MisuseOf _misuse;

    public ScopeMisuseTests()
    {
        _recorded = new Recorded(_carrier);
        _misuse = new MisuseOf(_carrier);
    }

    public void Dispose() => _misuse.Dispose();

    [Fact]
    public void Closed_out_of_order()
    {
        var outer = _carrier.Attach(_recorded.Root());
        var inner = _carrier.Attach(null);
        var innermost = _carrier.Attach(_recorded.Root());

        outer.Dispose();
        innermost.Dispose();
        inner.Dispose();

        Assert.Equal(
            [new(MisuseKind.ScopeClosedOutOfOrder, _carrier) { SpanName = "root", Depth = 2 }],
            _misuse.Noticed);
    }

    [Fact]
    public void Closed_twice_is_told_each_time_that_it_is_closed_again()
    {
        var scope = _carrier.Attach(_recorded.Root());
        scope.Dispose();
        Assert.Empty(_misuse.Noticed);

        scope.Dispose();
        scope.Dispose();

        var expected = new Misuse(MisuseKind.ScopeClosedTwice, _carrier) { SpanName = "root" };
        Assert.Equal([expected, expected], _misuse.Noticed);
    }

    [Fact]
    public void Closed_in_another_flow()
    {
        CarrierScope scope = default;
        ExecutionContext.Run(ExecutionContext.Capture()!, _ => scope = _carrier.Attach(_recorded.Root()), null);

        scope.Dispose();

        Assert.Equal([new(MisuseKind.ScopeClosedInAnotherFlow, _carrier) { SpanName = "root" }], _misuse.Noticed);
    }

    [Fact]
    public void The_scope_of_a_span_that_ended_first_may_be_gone_already()
    {
        var span = _recorded.Root();
        using var scope = _carrier.Attach(span);
        span.End();
        using (_carrier.Attach(_recorded.Root()))
            scope.Dispose();

        Assert.Empty(_misuse.Noticed);
    }

    [Fact]
    public async Task Right_code_is_not_told_of()
    {
        default(CarrierScope).Dispose();
        using (_carrier.Attach(null))
        using (_carrier.Attach(null))
            await Task.Yield();

        await _recorded.Tracer.RunInSpan(_recorded.Root(), async root =>
        {
            using (_carrier.Attach(root))
            using (_carrier.Attach(null))
                await Task.Yield();

            using var child = root!.StartActiveChild("child");
            await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(async () =>
            {
                using var scope = _carrier.Attach(child);
                using var grandchild = child.StartActiveChild("grandchild");
                await Task.Yield();
            })));
        });

        Assert.Empty(_misuse.Noticed);
    }

    [Fact]
    public void A_wrapped_scope_tells_once()
    {
        using var listened = new Activities.Listened();
        var tracer = new Tracer(new CarrierOfSomebodyElses(_carrier), [], listened.Source);
        var scope = tracer.Carrier.Attach(tracer.StartRoot("root"));
        Assert.NotSame(_carrier, scope.Owner);
        using var outer = new MisuseOf(scope.Owner!);

        scope.Dispose();
        scope.Dispose();

        Assert.Equal(MisuseKind.ScopeClosedTwice, Assert.Single(outer.Noticed).Kind);
        Assert.Empty(_misuse.Noticed);
    }

    /// <summary>Whichever records: an activity that has ended stays in the list until it is of no use any more.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_close_after_the_end_is_none_whatever_was_attached_since(bool areActivities)
    {
        using var listened = areActivities ? new Listened() : null;
        var recorded = new Recorded(_carrier, listened?.Source);
        var first = recorded.Root();
        using var child = first.StartActiveChild("child");
        var scope = recorded.Tracer.Carrier.Attach(first);
        first.End();
        using var second = recorded.Root();
        using (recorded.Tracer.Carrier.Attach(second))
        {
            scope.Dispose();
            scope.Dispose();
        }

        var plain = recorded.Root();
        var outer = recorded.Tracer.Carrier.Attach(plain);
        using (recorded.Tracer.Carrier.Attach(second))
        {
            plain.End();
            outer.Dispose();
        }

        Assert.Empty(_misuse.Noticed);
    }
}
