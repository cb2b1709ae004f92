using System.Diagnostics;
using Stackbilt.Observability.Tests.Activities;

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

        Assert.Same(before, _tracer.Carrier.RunWithSpan(before, _ => _first.Current));
        Assert.Null(_tracer.Carrier.RunWithSpan(before, _ => _second.Current));
        Assert.Same(after, _tracer.Carrier.RunWithSpan(after, _ => _second.Current));
        Assert.Null(_tracer.Carrier.RunWithSpan(after, _ => _first.Current));
        _switchable.Use(_first);
        Assert.Same(after, _tracer.Carrier.RunWithSpan(after, _ => _second.Current));
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

        var seen = _tracer.Carrier.RunWithSpan(outer, _ => new[]
        {
            _tracer.Carrier.RunWithSpan(inner, _ => _tracer.Current),
            _tracer.Current,
            _tracer.Carrier.RunWithSpan(null, _ => _tracer.Current),
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
            Assert.Null(_tracer.Carrier.RunWithSpan(null, _ => _tracer.Current));
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

        _tracer.Carrier.RunWithSpan(before, _ => _tracer.Carrier.RunWithSpan(after, _ =>
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

        var seen = _tracer.Carrier.RunWithSpan(before, _ => _tracer.Carrier.RunWithSpan(after, span => (span, _tracer.Current)));

        Assert.Equal((after, null), seen);
    }

    [Fact]
    public async Task One_that_stays_behind_at_an_await_is_left_before_the_first()
    {
        var threadBound = new ThreadBoundCarrier();
        var switchable = new SwitchableCarrier(_first, _second, threadBound);
        var tracer = new Tracer(switchable);
        Assert.Equal(_first.Capabilities & ~CarrierCapabilities.FlowsAcrossAwait, switchable.Capabilities);
        switchable.Use(threadBound);
        using var after = tracer.StartRoot("after");

        var running = tracer.Carrier.RunWithSpan(after, async _ =>
        {
            Assert.Same(after, tracer.Current);
            await Task.Yield();
        });
        Assert.Null(threadBound.Current);
        await running;
        using var child = after.StartActiveChild("child");
        Assert.Null(threadBound.Current);
    }

    [Fact]
    public void One_that_stays_behind_at_an_await_is_not_used_where_the_claims_would_become_wrong()
    {
        var refused = Assert.Throws<ArgumentException>("carrier", () => _switchable.Use(new ThreadBoundCarrier()));

        Assert.Contains("ThreadBoundCarrier stays behind at an await", refused.Message, StringComparison.Ordinal);
        Assert.Same(_first, _switchable.InUse);
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
    public void A_mask_is_not_lifted_by_closing_another_one_first()
    {
        using var before = _tracer.StartRoot("before");
        _switchable.Use(_second);
        using var after = _tracer.StartRoot("after");
        using var outer = _switchable.Attach(before);
        var first = _switchable.Attach(null);
        using var inner = _switchable.Attach(after);
        using (_switchable.Attach(null))
        {
            first.Dispose();
            Assert.Null(_switchable.Current);
        }

        Assert.Same(after, _switchable.Current);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Null_is_attached_with_all_or_with_none(int broken)
    {
        IContextCarrier[] carriers = [new Refusing(), new Refusing(), new Refusing()];
        var switchable = new SwitchableCarrier(carriers[0]);
        var tracer = new Tracer(switchable);
        var spans = carriers.Select(carrier =>
        {
            switchable.Use(carrier);
            var span = tracer.StartRoot("root");
            _ = switchable.Attach(span);
            return span;
        }).ToList();
        ((Refusing)carriers[broken]).IsBroken = true;

        Assert.Throws<InvalidOperationException>(() => switchable.Attach(null));

        Assert.Equal(spans, carriers.Select(carrier => carrier.Current));
        Assert.Same(spans[2], switchable.Current);
        ((Refusing)carriers[broken]).IsBroken = false;
        using (switchable.Attach(null))
            Assert.Null(switchable.Current);

        Assert.Same(spans[2], switchable.Current);
    }

    [Fact]
    public void What_is_attached_stays_with_its_carrier_through_every_exchange()
    {
        using var foreign = new Tracer(new NullCarrier()).StartRoot("of another tracer");
        _switchable.Use(_second);
        using (_switchable.Attach(foreign))
        {
            foreach (var carrier in new[] { _first, _second, new AsyncLocalCarrier(), _first })
            {
                _switchable.Use(carrier);
                Assert.Same(foreign, _switchable.Current);
            }
        }

        Assert.Null(_switchable.Current);
    }

    [Fact]
    public void One_attachment_of_a_span_does_not_end_with_another_one_of_it()
    {
        using var before = _tracer.StartRoot("before");
        _switchable.Use(_second);
        using var after = _tracer.StartRoot("after");
        var first = _switchable.Attach(before);
        using var inner = _switchable.Attach(after);
        using (_switchable.Attach(before))
        {
            first.Dispose();
            Assert.Same(before, _switchable.Current);
        }

        Assert.Same(after, _switchable.Current);
    }

    [Fact]
    public void A_carrier_that_cannot_be_read_keeps_no_other_from_attaching()
    {
        _switchable.Use(new Unreadable());
        _switchable.Use(_first);
        using var span = _tracer.StartRoot("root");

        using (_switchable.Attach(span))
            Assert.Same(span, _switchable.Current);
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>("carrier", () => new SwitchableCarrier(null!));
        Assert.Throws<ArgumentNullException>("carrier", () => _switchable.Use(null!));
        Assert.Throws<ArgumentNullException>("others", () => new SwitchableCarrier(_first, _second, null!));
    }

    sealed class Refusing : IContextCarrier
    {
        readonly AsyncLocalCarrier _sound = new();

        public bool IsBroken { get; set; }

        public CarrierCapabilities Capabilities => _sound.Capabilities;

        public Span? Current => _sound.Current;

        public CarrierScope Attach(Span? span) =>
            IsBroken ? throw new InvalidOperationException("not today") : _sound.Attach(span);
    }

    sealed class Unreadable : IContextCarrier
    {
        public CarrierCapabilities Capabilities =>
            CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient | CarrierCapabilities.FlowsAcrossAwait;

        public Span? Current => throw new InvalidOperationException("not today");

        public CarrierScope Attach(Span? span) => new(span);
    }

    sealed class ThreadBoundCarrier : AmbientCarrier
    {
        [ThreadStatic]
        static Attachment? _slot;

        public override CarrierCapabilities Capabilities => CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient;

        protected override Attachment? Slot
        {
            get => _slot;
            set => _slot = value;
        }
    }

    /// <summary>A carrier that adopts writes nothing for its own, and the one around it has to know of it all the same.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_active_child_is_found_after_an_exchange_of_a_carrier_that_adopts(bool beganBefore)
    {
        var switchable = new SwitchableCarrier(new ActivityCarrier());
        var recorded = new Recorded(switchable);
        using var before = recorded.Tracer.StartRoot("before");
        switchable.Use(new AsyncLocalCarrier());
        using var root = beganBefore ? before : recorded.Tracer.StartRoot("after");

        recorded.Tracer.RunInSpan(root, _ =>
        {
            using (var child = root.StartActiveChild("child"))
                Assert.Equal(child, recorded.Tracer.Current);

            Assert.Equal(root, recorded.Tracer.Current);
        });

        Assert.Null(recorded.Tracer.Current);
    }

    [Fact]
    public void The_close_of_an_ended_span_is_no_misuse_under_something_that_is_open()
    {
        using var misuse = new MisuseOf(_switchable);
        _switchable.Use(_second);
        using var open = _tracer.StartRoot("open");
        var ended = _tracer.StartRoot("ended");
        var scope = _switchable.Attach(ended);
        using (_switchable.Attach(open))
        {
            ended.End();

            Assert.Equal(DetachOutcome.AlreadyDetached, scope.Detach().Outcome);
        }

        Assert.Empty(misuse.Noticed);
    }

    /// <summary>Each answers an object of its own for the one activity.</summary>
    [Fact]
    public void What_two_carriers_find_in_the_same_activity_is_one_span()
    {
        var switchable = new SwitchableCarrier(new ActivityCarrier());
        var recorded = new Recorded(switchable);
        switchable.Use(new ActivityCarrier());

        using var server = recorded.Tracer.StartActiveSpan("server", default(SpanContext));
        Assert.Equal(server, recorded.Tracer.Current);
        using (var child = server.StartActiveChild("child"))
            Assert.Equal(child, recorded.Tracer.Current);

        Assert.Equal(server, recorded.Tracer.Current);
    }

    [Fact]
    public void A_span_that_ends_under_a_mask_is_not_outside_of_it_afterwards()
    {
        var switchable = new SwitchableCarrier(new ActivityCarrier());
        var recorded = new Recorded(switchable);
        switchable.Use(new AsyncLocalCarrier());
        using var root = recorded.Tracer.StartRoot("root");

        var child = root.StartActiveChild("child");
        using (recorded.Tracer.Carrier.Attach(null))
        {
            Assert.Null(Activity.Current);
            child.End();
        }

        Assert.Null(recorded.Tracer.Current);
        Assert.Null(Activity.Current);
    }

    /// <summary>Of one around the other, each knows what it has chosen.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_trace_stays_with_its_carrier_inside_of_another_switchable_one(bool wasExchanged)
    {
        var outer = new SwitchableCarrier(_switchable);
        var tracer = new Tracer(new SwitchableCarrier(outer));
        if (wasExchanged)
        {
            outer.Use(new AsyncLocalCarrier());
            outer.Use(_switchable);
        }

        using var before = tracer.StartRoot("before");
        _switchable.Use(new ExplicitCarrier());
        using var after = tracer.StartRoot("after");

        tracer.RunInSpan(before.StartChild("child"), child => Assert.Same(child, tracer.Current));
        tracer.RunInSpan(after.StartChild("child"), _ => Assert.Null(tracer.Current));
        outer.Use(_second);
        tracer.RunInSpan(before.StartChild("child"), child => Assert.Same(child, tracer.Current));
    }

    /// <summary>The tracer asked the first one, and so nobody else does it for the second.</summary>
    [Fact]
    public void The_current_activity_follows_a_carrier_that_comes_later_and_knows_nothing_of_it()
    {
        using var listened = new Listened();
        var tracer = new Tracer(_switchable, activitySource: listened.Source);
        using var outer = tracer.StartRoot("outer");
        using var scope = tracer.Carrier.Attach(outer);
        _switchable.Use(new CarrierOfSomebodyElses(new SlotOfSomebodyElses()));

        using (var job = tracer.StartRoot("job"))
        {
            using (tracer.Carrier.Attach(job))
            {
                Assert.Same(job.Activity, Activity.Current);
                using (var child = job.StartActiveChild("child"))
                    Assert.Same(child.Activity, Activity.Current);

                Assert.Same(job.Activity, Activity.Current);
            }

            Assert.Same(outer.Activity, Activity.Current);
            tracer.Carrier.AttachUntilEnd(job);
            Assert.Same(job.Activity, Activity.Current);
        }

        Assert.Same(outer.Activity, Activity.Current);
        Assert.Same(outer, tracer.Current);
    }

    /// <summary>Scopes in an <see cref="AsyncLocal{T}"/>, closed in order.</summary>
    sealed class SlotOfSomebodyElses : IContextCarrier, IScopeOwner
    {
        readonly AsyncLocal<(Span? Span, object? Outer)> _slot = new();

        public CarrierCapabilities Capabilities =>
            CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient | CarrierCapabilities.FlowsAcrossAwait | CarrierCapabilities.FlowsIntoForks;

        public Span? Current
        {
            get
            {
                for (var slot = _slot.Value; ; slot = ((Span?, object?))slot.Outer)
                {
                    if (slot.Span is not { HasEnded: true })
                        return slot.Span;

                    if (slot.Outer is null)
                        return null;
                }
            }
        }

        public CarrierScope Attach(Span? span)
        {
            var before = (object)_slot.Value;
            _slot.Value = (span, before);
            return new CarrierScope(span, this, before);
        }

        public DetachResult Detach(object attachment)
        {
            _slot.Value = ((Span?, object?))attachment;
            return new DetachResult(DetachOutcome.InOrder);
        }
    }
}
