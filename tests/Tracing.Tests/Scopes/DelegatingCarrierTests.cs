namespace Stackbilt.Observability.Tests.Scopes;

/// <summary>A carrier of a user's around another one.</summary>
public class DelegatingCarrierTests
{
    [Fact]
    public void A_scope_that_is_watched_says_when_it_is_closed_and_how()
    {
        var watching = new Watching(new AsyncLocalCarrier());
        using var span = new Tracer(new NullCarrier()).StartRoot("root");
        using var inner = new Tracer(new NullCarrier()).StartRoot("inner");

        var scope = watching.Attach(span);
        Assert.Same(span, watching.Current);
        var inside = watching.Attach(inner);
        Assert.Equal(DetachOutcome.OutOfOrder, scope.Detach().Outcome);
        inside.Dispose();

        Assert.Null(watching.Current);
        Assert.Equal(["root OutOfOrder", "inner InOrder"], watching.Closed);
    }

    [Fact]
    public void A_scope_with_nothing_to_end_is_not_watched()
    {
        var watching = new Watching(new NullCarrier());
        using var span = new Tracer(new NullCarrier()).StartRoot("root");

        watching.Attach(span).Dispose();

        Assert.Empty(watching.Closed);
    }

    [Fact]
    public void A_scope_that_is_watched_is_one_object_more()
    {
        var inner = new AsyncLocalCarrier();
        var silent = new Silent(inner);
        using var span = new Tracer(new NullCarrier()).StartRoot("root");

        var alone = Allocated.BytesBy(() => inner.Attach(span).Dispose());

        Assert.Equal(alone + 48, Allocated.BytesBy(() => silent.Attach(span).Dispose()));
        Assert.Equal(0, Allocated.BytesBy(() => _ = silent.Current));
    }

    [Fact]
    public void A_trace_stays_with_its_carrier_inside_any_number_of_others()
    {
        var (first, second) = (new AsyncLocalCarrier(), new AsyncLocalCarrier());
        var switchable = new SwitchableCarrier(first);
        var tracer = new Tracer(new Watching(new Watching(switchable)));

        using var before = tracer.StartRoot("before");
        switchable.Use(second);
        using var after = tracer.StartRoot("after");

        Assert.Same(before, tracer.Carrier.RunWithSpan(before, _ => first.Current));
        Assert.Same(after, tracer.Carrier.RunWithSpan(after, _ => second.Current));
    }

    [Fact]
    public void Under_a_tracer_it_lets_the_current_activity_follow_as_the_inner_one_does()
    {
        using var listened = new Activities.Listened();
        var tracer = new Tracer(new Watching(new AsyncLocalCarrier()), processors: null, listened.Source);
        using var root = tracer.StartRoot("root");

        using (tracer.Carrier.Attach(root))
        using (var child = root.StartActiveChild("child"))
            Assert.Same(child.Activity, System.Diagnostics.Activity.Current);

        Assert.Null(System.Diagnostics.Activity.Current);
    }

    [Fact]
    public void Without_an_inner_carrier_it_is_refused() =>
        Assert.Throws<ArgumentNullException>("inner", () => new Watching(null!));

    sealed class Watching(IContextCarrier inner) : DelegatingCarrier(inner)
    {
        public List<string> Closed { get; } = [];

        public override CarrierScope Attach(Span? span) => Watched(base.Attach(span), span?.Name);

        protected override DetachResult OnClosing(CarrierScope scope, object? state)
        {
            var result = base.OnClosing(scope, state);
            Closed.Add($"{state} {result.Outcome}");
            return result;
        }
    }

    sealed class Silent(IContextCarrier inner) : DelegatingCarrier(inner)
    {
        public override CarrierScope Attach(Span? span) => Watched(base.Attach(span));
    }
}
