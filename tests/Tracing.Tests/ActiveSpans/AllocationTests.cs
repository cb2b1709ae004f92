namespace Stackbilt.Observability.Tests.ActiveSpans;

/// <summary>What costs nothing is asserted to cost nothing: 0 bytes, exactly.</summary>
[Collection(StaticDoor.Name)]
public class AllocationTests
{
    readonly Span _span = new Recorded().Root();
    readonly AsyncLocalCarrier _ambient = new();

    static void StartChildOfWhateverIsActive()
    {
        using var span = ActiveSpan.Current?.StartChild("x", ("a", "b"), ("n", 1));
    }

    [Fact]
    public void A_child_with_nothing_bound()
    {
        Assert.Equal(0, Allocated.BytesBy(StartChildOfWhateverIsActive));
    }

    [Theory]
    [InlineData("Null")]
    [InlineData("Explicit")]
    public void A_child_under_a_carrier_with_nothing_ambient(string name)
    {
        var carrier = CarrierNamed.Of(name);
        using var binding = ActiveSpan.Bind(carrier);
        using var scope = carrier.Attach(_span);

        Assert.Equal(0, Allocated.BytesBy(StartChildOfWhateverIsActive));
    }

    [Fact]
    public void A_child_where_nothing_is_active()
    {
        using var binding = ActiveSpan.Bind(_ambient);

        Assert.Equal(0, Allocated.BytesBy(StartChildOfWhateverIsActive));
    }

    [Fact]
    public void The_measure_sees_a_child_that_is_made()
    {
        var tracer = new Tracer(_ambient);
        using var binding = ActiveSpan.Bind(_ambient);
        using var scope = tracer.Carrier.Attach(tracer.StartRoot("root"));

        Assert.InRange(Allocated.BytesBy(StartChildOfWhateverIsActive), 64, 80);
    }

    [Fact]
    public void Reading_the_active_span()
    {
        using var binding = ActiveSpan.Bind(_ambient);
        using var second = ActiveSpan.Bind(new NullCarrier());
        using var scope = _ambient.Attach(_span);
        Span? read = null;

        Assert.Equal(0, Allocated.BytesBy(() => read = ActiveSpan.Current));
        Assert.Same(_span, read);
        Assert.Equal(0, Allocated.BytesBy(() => read = _ambient.Current));
    }

    [Fact]
    public void Attaching_what_is_active_already()
    {
        var tracer = new Tracer(_ambient);
        var span = tracer.StartRoot("root");
        using var scope = tracer.Carrier.Attach(span);

        Assert.Equal(0, Allocated.BytesBy(() => _ambient.Attach(span).Dispose()));
        Assert.Equal(0, Allocated.BytesBy(() => tracer.Carrier.Attach(span).Dispose()));
    }

    [Fact]
    public void Masking_where_nothing_is_active()
    {
        Assert.Equal(0, Allocated.BytesBy(() => _ambient.Attach(null).Dispose()));
    }

    [Theory]
    [InlineData("Null")]
    [InlineData("Explicit")]
    public void Attaching_and_running_under_a_carrier_with_nothing_ambient(string name)
    {
        var tracer = new Tracer(CarrierNamed.Of(name));
        var runs = 0;
        Action<Span?> work = _ => runs++;

        Assert.Equal(0, Allocated.BytesBy(() => tracer.Carrier.Attach(_span).Dispose()));
        Assert.Equal(0, Allocated.BytesBy(() => tracer.Carrier.RunWithSpan(_span, work)));
        Assert.Equal(0, Allocated.BytesBy(() => tracer.Carrier.RunWithSpan(_span, 1, static (_, state) => state + 1)));
        Assert.True(runs > 0);
    }
}
