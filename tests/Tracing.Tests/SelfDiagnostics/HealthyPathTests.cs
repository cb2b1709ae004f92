namespace Stackbilt.Observability.Tests.SelfDiagnostics;

/// <summary>Noticing costs nothing where nothing is wrong and nobody listens.</summary>
[Collection(NobodyListens.Name)]
public class HealthyPathTests
{
    const int AnAttachment = 72;
    const int ASpan = 80;

    readonly SlotCarrier _carrier = new();

    [Fact]
    public void Closing_a_scope_in_order_allocates_nothing_but_the_attachment()
    {
        var span = new Recorded().Root();

        Assert.Equal(AnAttachment, Allocated.BytesBy(() => _carrier.Attach(span).Dispose()));
    }

    [Fact]
    public void Counting_it_allocates_nothing()
    {
        var span = new Recorded().Root();
        using var measured = new Measured();

        Assert.Equal(AnAttachment, Allocated.BytesBy(() => _carrier.Attach(span).Dispose()));
        Assert.Equal(0, measured["stackbilt.carrier.scopes.open"]);
    }

    [Fact]
    public void A_child_in_time_allocates_nothing_but_the_span()
    {
        var root = new Tracer(new ExplicitCarrier()).StartRoot("root");

        Assert.Equal(ASpan, Allocated.BytesBy(() => root.StartChild("child").End()));
    }

    [Fact]
    public void One_who_listens_late_hears_of_no_close_without_an_opening()
    {
        var scope = _carrier.Attach(new Recorded().Root());
        using var late = new Measured();

        scope.Dispose();

        Assert.Equal(0, late["stackbilt.carrier.scopes.open"]);
    }

    sealed class SlotCarrier : AmbientCarrier
    {
        public override CarrierCapabilities Capabilities => CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient;

        protected override Attachment? Slot { get; set; }
    }
}
