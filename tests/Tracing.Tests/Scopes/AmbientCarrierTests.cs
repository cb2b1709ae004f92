namespace Stackbilt.Observability.Tests.Scopes;

/// <summary>What only a carrier that derives from <see cref="AmbientCarrier"/> has, so that no rule of the specification asks.</summary>
public class AmbientCarrierTests
{
    readonly AsyncLocalCarrier _carrier = new();

    [Fact]
    public void A_slot_and_a_span_must_be_there()
    {
        using var span = new Recorded().Root();
        using var scope = _carrier.Attach(span);

        Assert.Throws<ArgumentNullException>("slot", () => new SlotCarrier(null!));
        Assert.Throws<ArgumentNullException>("span", () => _carrier.AttachUntilEnd(null!));
        Assert.Same(span, _carrier.Current);
    }

    [Fact]
    public void Closing_in_order_gives_the_very_context_back()
    {
        // Unless there is a garbage collection between, which other tests may cause at any time.
        Assert.Contains(true, Enumerable.Range(0, 1000).Select(_ => GivesBoth()));

        bool GivesBoth()
        {
            using var span = new PlainSpan();
            var before = ExecutionContext.Capture();
            var outer = _carrier.Attach(span);
            var between = ExecutionContext.Capture();
            _carrier.Attach(null).Dispose();
            var givesInner = ReferenceEquals(between, ExecutionContext.Capture());
            outer.Dispose();
            return givesInner && ReferenceEquals(before, ExecutionContext.Capture());
        }
    }

    [Fact]
    public void The_scope_of_an_ended_span_is_closed_but_once()
    {
        var outer = new PlainSpan();
        var first = _carrier.Attach(outer);
        var second = _carrier.Attach(new PlainSpan());
        ExecutionContext.Run(ExecutionContext.Capture()!, _ => first.Dispose(), null);
        outer.End();

        second.Dispose();

        Assert.Equal(DetachOutcome.AlreadyDetached, first.Detach().Outcome);
    }

    [Fact]
    public void A_slot_that_is_not_in_the_context_is_written()
    {
        var carrier = new SlotCarrier();
        using var span = new Recorded().Root();

        carrier.Attach(span).Dispose();

        Assert.Null(carrier.Kept);
    }

    sealed class SlotCarrier : AmbientCarrier
    {
        public SlotCarrier()
        {
        }

        public SlotCarrier(AsyncLocal<Attachment?> slot)
            : base(slot)
        {
        }

        public override CarrierCapabilities Capabilities => CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient;

        public Attachment? Kept => Slot;

        protected override Attachment? Slot { get; set; }
    }
}
