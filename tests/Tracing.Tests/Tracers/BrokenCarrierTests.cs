namespace Stackbilt.Observability.Tests.Tracers;

/// <summary>A carrier that fails is reported, and the work runs exactly once all the same (DEGR-13).</summary>
public class BrokenCarrierTests
{
    readonly IContextCarrier _carrier = Substitute.For<IContextCarrier>();
    readonly InvalidOperationException _failure = new("broken");

    [Theory]
    [InlineData(CarrierCapabilities.None)]
    [InlineData(CarrierCapabilities.Ambient)]
    [InlineData(CarrierCapabilities.Ambient | CarrierCapabilities.FlowsAcrossAwait)]
    public async Task Attaching(CarrierCapabilities capabilities)
    {
        _carrier.Capabilities.Returns(capabilities);
        _carrier.Attach(Arg.Any<Span?>()).Returns(_ => throw _failure);

        var faults = await FaultsOfWork();

        Assert.Equal(4, faults.Count);
        Assert.All(faults, fault => Assert.Equal(new(_carrier, nameof(IContextCarrier.Attach), _failure), fault));
    }

    [Theory]
    [InlineData(CarrierCapabilities.None)]
    [InlineData(CarrierCapabilities.Ambient)]
    [InlineData(CarrierCapabilities.Ambient | CarrierCapabilities.FlowsAcrossAwait)]
    public async Task Detaching(CarrierCapabilities capabilities)
    {
        var owner = Substitute.For<IScopeOwner>();
        owner.Detach(Arg.Any<object>(), Arg.Any<Span?>()).Returns(_ => throw _failure);
        _carrier.Capabilities.Returns(capabilities);
        _carrier.Attach(Arg.Any<Span?>()).Returns(call => new CarrierScope(call.Arg<Span?>(), owner, new object()));
        using var faults = new FaultsOf(owner);

        Assert.Empty(await FaultsOfWork());

        Assert.Equal(4, faults.Reported.Count);
        Assert.All(faults.Reported, fault => Assert.Equal(new(owner, nameof(IScopeOwner.Detach), _failure), fault));
    }

    [Fact]
    public async Task Saying_what_it_can_do()
    {
        _carrier.Capabilities.Returns(_ => throw _failure);

        var faults = await FaultsOfWork();

        Assert.NotEmpty(faults);
        Assert.All(faults, fault => Assert.Equal(new(_carrier, nameof(IContextCarrier.Capabilities), _failure), fault));
    }

    [Fact]
    public void Saying_what_is_active()
    {
        using var faults = new FaultsOf(_carrier);
        _carrier.Capabilities.Returns(CarrierCapabilities.Ambient);
        _carrier.Current.Returns(_ => throw _failure);
        var tracer = new Tracer(_carrier);

        Assert.Null(tracer.Current);
        Assert.Null(tracer.Carrier.Current);

        Assert.Equal(2, faults.Reported.Count);
        Assert.All(faults.Reported, fault => Assert.Equal(new(_carrier, nameof(IContextCarrier.Current), _failure), fault));
    }

    [Fact]
    public void A_child_that_cannot_be_made_active_is_a_child()
    {
        using var faults = new FaultsOf(_carrier);
        _carrier.Capabilities.Returns(CarrierCapabilities.FlowsAcrossAwait);
        _carrier.When(carrier => carrier.AttachUntilEnd(Arg.Any<Span>())).Do(_ => throw _failure);
        var recorded = new Recorded(_carrier);
        var root = recorded.Root();

        Assert.Equal(root.SpanId, recorded.DataOf(root.StartActiveChild("child")).ParentSpanId);

        Assert.Single(faults.Reported);
    }

    [Fact]
    public void What_the_work_throws_wins_over_what_the_carrier_throws()
    {
        _carrier.Attach(Arg.Any<Span?>()).Returns(_ => throw _failure);
        var thrown = new NotSupportedException("work");
        Action<Span?> work = _ => throw thrown;
        var tracer = new Tracer(_carrier);

        Assert.Same(thrown, Record.Exception(() => tracer.Carrier.RunWithSpan(tracer.StartRoot("root"), work)));
    }

    /// <summary>Runs work four ways, each exactly once.</summary>
    async Task<IReadOnlyCollection<TracingFault>> FaultsOfWork()
    {
        using var faults = new FaultsOf(_carrier);
        var runs = 0;
        var tracer = new Tracer(_carrier);
        using var span = tracer.StartRoot("root");

        tracer.Carrier.RunWithSpan(span, _ => { runs++; });
        Assert.Equal(2, tracer.Carrier.RunWithSpan(span, _ => ++runs));
        await tracer.Carrier.RunWithSpan(span, async _ =>
        {
            await Task.Yield();
            runs++;
        });
        Assert.Equal(4, await tracer.Carrier.RunWithSpan(span, _ => ValueTask.FromResult(++runs)));

        Assert.Equal(4, runs);
        return faults.Reported;
    }
}
