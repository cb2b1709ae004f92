namespace Stackbilt.Observability.Tests;

public class SwitchableCarrierTests
{
    readonly AsyncLocalCarrier _first = new();
    readonly AsyncLocalCarrier _second = new();
    readonly SwitchableCarrier _switchable;
    readonly Tracer _tracer;

    public SwitchableCarrierTests()
    {
        _switchable = new SwitchableCarrier(_first);
        _tracer = new Tracer(_switchable);
    }

    [Fact]
    public void A_trace_stays_with_the_carrier_that_it_began_with()
    {
        using var before = _tracer.StartRoot("before");
        _switchable.Use(_second);
        using var after = _tracer.StartRoot("after");

        Assert.Same(before, _tracer.RunWithSpan(before, _ => _first.Current));
        Assert.Null(_tracer.RunWithSpan(before, _ => _second.Current));
        Assert.Same(after, _tracer.RunWithSpan(after, _ => _second.Current));
        Assert.Null(_tracer.RunWithSpan(after, _ => _first.Current));
        _switchable.Use(_first);
        Assert.Same(after, _tracer.RunWithSpan(after, _ => _second.Current));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whichever_is_inside_the_other_is_found_and_then_the_outer_one_again(bool firstInside)
    {
        using var before = _tracer.StartRoot("before");
        _switchable.Use(_second);
        using var after = _tracer.StartRoot("after");
        var (outer, inner) = firstInside ? (after, before) : (before, after);

        var seen = _tracer.RunWithSpan(outer, _ => new[]
        {
            _tracer.RunWithSpan(inner, _ => _tracer.Current),
            _tracer.Current,
            _tracer.RunWithSpan(null, _ => _tracer.Current),
            _tracer.Current,
        });

        Assert.Equal([inner, outer, null, outer], seen);
        Assert.Null(_tracer.Current);
    }

    [Fact]
    public void What_was_attached_before_the_exchange_is_found_after_it_and_masked()
    {
        using var before = _tracer.StartRoot("before");
        using (_tracer.Carrier.Attach(before))
        {
            _switchable.Use(_second);
            Assert.Same(before, _tracer.Current);
            Assert.Null(_tracer.RunWithSpan(null, _ => _tracer.Current));
            Assert.Same(before, _tracer.Current);
        }

        Assert.Null(_tracer.Current);
    }

    [Fact]
    public void An_active_child_of_an_outer_trace_ends_and_the_inner_one_is_back()
    {
        using var before = _tracer.StartRoot("before");
        _switchable.Use(_second);
        using var after = _tracer.StartRoot("after");

        _tracer.RunWithSpan(before, _ => _tracer.RunWithSpan(after, _ =>
        {
            using (var child = before.StartActiveChild("child"))
                Assert.Same(child, _tracer.Current);

            Assert.Same(after, _tracer.Current);
        }));
    }

    [Fact]
    public void A_trace_under_one_that_carries_nothing_is_found_nowhere()
    {
        using var before = _tracer.StartRoot("before");
        _switchable.Use(new ExplicitCarrier());
        using var after = _tracer.StartRoot("after");

        var seen = _tracer.RunWithSpan(before, _ => _tracer.RunWithSpan(after, span => (span, _tracer.Current)));

        Assert.Equal((after, null), seen);
    }

    [Fact]
    public async Task One_that_stays_behind_at_an_await_is_left_before_the_first()
    {
        var threadBound = new ThreadBoundCarrier();
        _switchable.Use(threadBound);
        using var after = _tracer.StartRoot("after");

        var running = _tracer.RunWithSpan(after, async _ =>
        {
            Assert.Same(after, _tracer.Current);
            await Task.Yield();
        });
        Assert.Null(threadBound.Current);
        await running;
        Assert.False(_tracer.Carrier.Capabilities.HasFlag(CarrierCapabilities.FlowsAcrossAwait));
        using var child = after.StartActiveChild("child");
        Assert.Null(threadBound.Current);
    }

    [Fact]
    public void Before_the_first_exchange_it_allocates_what_the_carrier_does()
    {
        using var span = _tracer.StartRoot("root");
        var alone = Allocated.BytesBy(() => _first.Attach(span).Dispose());

        Assert.Equal(alone, Allocated.BytesBy(() => _switchable.Attach(span).Dispose()));
        Assert.Equal(0, Allocated.BytesBy(() => _ = _switchable.Current));
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>("carrier", () => new SwitchableCarrier(null!));
        Assert.Throws<ArgumentNullException>("carrier", () => _switchable.Use(null!));
    }

    sealed class ThreadBoundCarrier : AmbientCarrier
    {
        [ThreadStatic]
        static Attachment? _slot;

        public override CarrierCapabilities Capabilities => CarrierCapabilities.HandsDown | CarrierCapabilities.Ambient;

        protected override Attachment? Slot
        {
            get => _slot;
            set => _slot = value;
        }
    }
}
