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
        using var span = new Recorded().Root();
        var before = ExecutionContext.Capture();
        var outer = _carrier.Attach(span);
        var between = ExecutionContext.Capture();

        _carrier.Attach(null).Dispose();
        Assert.Same(between, ExecutionContext.Capture());
        outer.Dispose();
        Assert.Same(before, ExecutionContext.Capture());
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

        public override CarrierCapabilities Capabilities => CarrierCapabilities.HandsDown | CarrierCapabilities.Ambient;

        public Attachment? Kept => Slot;

        protected override Attachment? Slot { get; set; }
    }
}
