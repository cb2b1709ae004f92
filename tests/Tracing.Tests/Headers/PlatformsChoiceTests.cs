using System.Diagnostics;

namespace Stackbilt.Observability.Tests.Headers;

/// <summary>A propagator of the platform's that the application has set: what goes out is what that writes.</summary>
[Collection(nameof(HeaderPropagatorTests))]
public sealed class PlatformsChoiceTests : IDisposable
{
    readonly DistributedContextPropagator _before = DistributedContextPropagator.Current;
    readonly SpanContext _sent = new(TraceId.CreateRandom(), SpanId.CreateRandom());

    public void Dispose()
    {
        DistributedContextPropagator.Current = _before;
        HeaderPropagator.Current = HeaderPropagator.W3C;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_span_goes_out_in_its_format_under_its_own_id(bool isHeard)
    {
        using var source = new ActivitySource("Platform's choice");
        using var listener = new ActivityListener
        {
            ShouldListenTo = heard => isHeard && ReferenceEquals(heard, source),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        DistributedContextPropagator.Current = new B3(static () => { });
        using var span = new Tracer(new ExplicitCarrier(), [new SpanRecorder()], source).StartRoot("sent");
        using var current = new Activity("current").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var request = new HttpRequestMessage();

        TraceContextPropagator.Inject(span, request);

        Assert.Equal(isHeard, span.Activity is not null);
        Assert.Equal(["b3"], request.Headers.Select(static header => header.Key));
        Assert.Equal($"{span.TraceId}-{span.SpanId}-1", Assert.Single(request.Headers.GetValues("b3")));
        Assert.Same(current, Activity.Current);
    }

    [Fact]
    public void A_header_that_is_there_already_is_left_alone()
    {
        DistributedContextPropagator.Current = new B3(static () => { });
        using var request = new HttpRequestMessage { Headers = { { "b3", "mine" } } };

        TraceContextPropagator.Inject(_sent, request);

        Assert.Equal("mine", Assert.Single(request.Headers.GetValues("b3")));
    }

    [Fact]
    public void One_that_sends_nothing_means_that_nothing_is_sent()
    {
        DistributedContextPropagator.Current = DistributedContextPropagator.CreateNoOutputPropagator();
        using var request = new HttpRequestMessage();

        TraceContextPropagator.Inject(_sent, request);

        Assert.Empty(request.Headers);
    }

    [Fact]
    public void A_format_of_ours_that_was_set_goes_before_it()
    {
        DistributedContextPropagator.Current = new B3(static () => { });
        HeaderPropagator.Current = new OneHeader("own");
        using var request = new HttpRequestMessage();

        TraceContextPropagator.Inject(_sent, request);

        Assert.Equal(["own"], request.Headers.Select(static header => header.Key));
    }

    [Fact]
    public void The_platforms_own_around_a_format_of_ours_is_that_format()
    {
        DistributedContextPropagator.Current = new PlatformPropagator(headers: new OneHeader("own"));
        using var request = new HttpRequestMessage();

        TraceContextPropagator.Inject(_sent, request);

        Assert.Equal(["own"], request.Headers.Select(static header => header.Key));
    }

    [Fact]
    public async Task What_is_current_stays_so_though_another_flow_has_stopped_it()
    {
        DistributedContextPropagator.Current = new B3(static () => { });
        using var outer = new Activity("outer").SetIdFormat(ActivityIdFormat.W3C).Start();
        var inner = new Activity("inner").Start();
        await Task.Run(inner.Stop);
        using var request = new HttpRequestMessage();

        TraceContextPropagator.Inject(_sent, request);

        Assert.Same(inner, Activity.Current);
    }

    [Fact]
    public void What_it_throws_is_reported_and_the_request_goes_out()
    {
        var thrown = new InvalidOperationException("told");
        var b3 = new B3(() => throw thrown);
        DistributedContextPropagator.Current = b3;
        using var faults = new FaultsOf(b3);
        using var current = new Activity("current").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var request = new HttpRequestMessage();

        TraceContextPropagator.Inject(_sent, request);

        Assert.Empty(request.Headers);
        Assert.Same(thrown, Assert.Single(faults.Reported).Exception);
        Assert.Same(current, Activity.Current);
    }

    sealed class B3(Action first) : DistributedContextPropagator
    {
        public override IReadOnlyCollection<string> Fields => ["b3"];

        public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
        {
            first();
            setter!(carrier, "b3", $"{activity!.TraceId}-{activity.SpanId}-{(activity.Recorded ? 1 : 0)}");
        }

        public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
            traceId = traceState = null;

        public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
    }
}
