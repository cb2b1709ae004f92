using Stackbilt.Observability.Tests.Activities;

namespace Stackbilt.Observability.Tests.ActiveSpans;

[Collection(StaticDoor.Name)]
public class ActiveSpanTests
{
    readonly AsyncLocalCarrier _first = new();
    readonly AsyncLocalCarrier _second = new();
    readonly Span _one = new Recorded().Root();
    readonly Span _two = new Recorded().Root();

    [Fact]
    public void Nothing_bound_is_null()
    {
        using var scope = _first.Attach(_one);

        Assert.Null(ActiveSpan.Current);
    }

    [Fact]
    public void A_carrier_that_adopts_answers_what_others_have_started()
    {
        using var library = new Listened();
        var carrier = new ActivityCarrier();
        var tracer = new Tracer(carrier);
        using var binding = ActiveSpan.Bind(carrier);
        using var activity = library.Source.StartActivity("library")!;

        Assert.Same(activity, ActiveSpan.Current?.Activity);
        // The carrier keeps no tracer alive.
        GC.KeepAlive(tracer);
    }

    [Fact]
    public void A_bound_carrier_is_asked_until_it_is_unbound()
    {
        using var scope = _first.Attach(_one);
        var binding = ActiveSpan.Bind(_first);
        Assert.Same(_one, ActiveSpan.Current);
        using (_first.Attach(null))
            Assert.Null(ActiveSpan.Current);

        binding.Dispose();

        Assert.Null(ActiveSpan.Current);
    }

    [Fact]
    public void The_first_of_several_that_has_an_active_span_answers()
    {
        using var none = ActiveSpan.Bind(new NullCarrier());
        using var first = ActiveSpan.Bind(_first);
        using var second = ActiveSpan.Bind(_second);
        Assert.Null(ActiveSpan.Current);

        using (_second.Attach(_two))
        {
            Assert.Same(_two, ActiveSpan.Current);
            using (_first.Attach(_one))
                Assert.Same(_one, ActiveSpan.Current);

            Assert.Same(_two, ActiveSpan.Current);
        }

        Assert.Null(ActiveSpan.Current);
    }

    [Fact]
    public void Unbinding_one_of_several_leaves_the_others()
    {
        using var scopes = _first.Attach(_one);
        using var scope = _second.Attach(_two);
        var first = ActiveSpan.Bind(_first);
        using var second = ActiveSpan.Bind(_second);
        Assert.Same(_one, ActiveSpan.Current);

        first.Dispose();

        Assert.Same(_two, ActiveSpan.Current);
    }

    [Fact]
    public void A_carrier_bound_twice_stays_until_both_bindings_are_disposed()
    {
        using var scope = _first.Attach(_one);
        var (once, twice) = (ActiveSpan.Bind(_first), ActiveSpan.Bind(_first));

        once.Dispose();
        Assert.Same(_one, ActiveSpan.Current);
        once.Dispose();
        Assert.Same(_one, ActiveSpan.Current);
        twice.Dispose();

        Assert.Null(ActiveSpan.Current);
    }

    [Fact]
    public void Carriers_that_are_equal_are_not_the_same()
    {
        var (one, two) = (new EqualCarrier(_one), new EqualCarrier(_two));
        using var first = ActiveSpan.Bind(one);
        using (ActiveSpan.Bind(two))
            Assert.Same(_one, ActiveSpan.Current);

        Assert.Same(_one, ActiveSpan.Current);
    }

    [Fact]
    public void A_carrier_that_throws_counts_as_empty_and_is_reported()
    {
        var broken = Substitute.For<IContextCarrier>();
        var failure = new InvalidOperationException("broken");
        broken.Capabilities.Returns(CarrierCapabilities.Ambient);
        broken.Current.Returns(_ => throw failure);
        using var faults = new FaultsOf(broken);
        using var scope = _second.Attach(_two);

        using (ActiveSpan.Bind(broken))
        {
            Assert.Null(ActiveSpan.Current);
            using (ActiveSpan.Bind(_second))
                Assert.Same(_two, ActiveSpan.Current);
        }

        Assert.Equal(
            [new(broken, nameof(IContextCarrier.Current), failure), new(broken, nameof(IContextCarrier.Current), failure)],
            faults.Reported);
    }

    [Fact]
    public void Binding_null_is_refused()
    {
        Assert.Throws<ArgumentNullException>("carrier", () => ActiveSpan.Bind(null!));
    }

    /// <summary>Equal to every other of its kind, as a record without members of its own would be.</summary>
    sealed class EqualCarrier(Span current) : IContextCarrier
    {
        public CarrierCapabilities Capabilities => CarrierCapabilities.Ambient;

        public Span? Current => current;

        public CarrierScope Attach(Span? span) => default;

        public override bool Equals(object? obj) => obj is EqualCarrier;

        public override int GetHashCode() => 0;
    }
}
