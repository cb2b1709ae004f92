using System.Diagnostics;
using Stackbilt.Observability.Tests.Activities;

namespace Stackbilt.Observability.Tests.Baggages;

/// <summary>Where a span is an activity, the two have the same baggage, so that HttpClient and other libraries send it.</summary>
public sealed class BaggageOfActivitiesTests : IDisposable
{
    readonly Listened _listened = new();
    readonly Recorded _recorded;

    public BaggageOfActivitiesTests() => _recorded = new Recorded(new ExplicitCarrier(), _listened.Source);

    public void Dispose() => _listened.Dispose();

    [Fact]
    public void What_is_set_on_one_is_found_in_the_other()
    {
        var root = _recorded.Root().SetBaggage("tenant", "7");
        Assert.Equal("7", root.Activity!.GetBaggageItem("tenant"));

        root.Activity.SetBaggage("tenant", "8").AddBaggage("user", "Ada").AddBaggage("no token", "1").AddBaggage("none", null);

        Assert.Equal([new("user", "Ada"), new("tenant", "8")], root.Baggage);
    }

    [Fact]
    public void A_child_finds_what_its_parents_have_and_hides_what_it_has_taken_away()
    {
        var root = _recorded.Root().SetBaggage("tenant", "7").SetBaggage("user", "Ada");
        var child = root.StartChild("child").SetBaggage("tenant", null);

        Assert.Null(child.Activity!.GetBaggageItem("tenant"));
        Assert.Equal("Ada", child.Activity.GetBaggageItem("user"));
        Assert.Equal("7", root.Activity!.GetBaggageItem("tenant"));
        Assert.Equal("8", child.SetBaggage("tenant", "8").Activity!.GetBaggageItem("tenant"));
    }

    [Fact]
    public void A_listener_is_shown_an_activity_that_has_it()
    {
        var seen = new List<string?>();
        _listened.OnStarted = () => seen.Add(_listened.Started.Last().GetBaggageItem("tenant"));

        _recorded.Tracer.StartSpan("server", new SpanContext(new(1, 2), new(3)), Baggage.Empty.With("tenant", "7")).StartChild("child");

        Assert.Equal(["7", "7"], seen);
    }

    [Fact]
    public void What_we_record_hands_it_to_what_the_platform_records_below_and_back()
    {
        // Declined as activities, and so recorded by us; the scope's own children are heard.
        using var source = new ActivitySource("unheard." + Guid.NewGuid().ToString("N"));
        var recorded = new Recorded(new ExplicitCarrier(), source);
        var root = recorded.Root().SetBaggage("tenant", "7").SetBaggage("user", "Ada");
        var scope = new InstrumentationScope("heard." + Guid.NewGuid().ToString("N"));
        using var listener = new ActivityListener
        {
            ShouldListenTo = heard => heard.Name == scope.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);

        var heard = scope.Below(root)!.Value.StartChild("heard");
        var ours = heard.SetBaggage("tenant", "8").StartChild("ours").SetBaggage("user", null);
        var again = scope.Below(ours)!.Value.StartChild("again");

        Assert.NotNull(heard.Activity);
        Assert.Null(ours.Activity);
        Assert.Equal("Ada", heard.Activity.GetBaggageItem("user"));
        Assert.Equal([new("tenant", "8")], ours.Baggage);
        Assert.Equal([new("tenant", "8")], again.Baggage);
        Assert.Same(heard.Activity, again.Activity!.Parent);
        Assert.Equal([new("tenant", "7"), new("user", "Ada")], root.Baggage);
        Assert.Equal(["Ada", "8"], heard.Baggage.Select(static entry => entry.Value).Order().Reverse());
    }

    [Theory]
    [InlineData("AsyncLocal")]
    [InlineData("Activity")]
    [InlineData("Explicit")]
    public void One_that_is_declined_between_two_that_are_heard_hands_on_its_own(string carrier)
    {
        // Without a processor, what the listener declines is nobody's span.
        var tracer = new Tracer(CarrierNamed.Of(carrier), activitySource: _listened.Source);
        using var heard = tracer.StartActiveSpan("heard", default, Baggage.Empty.With("tenant", "7").With("user", "Ada"));

        var declined = heard.StartChild("declined").SetBaggage("tenant", "8").SetBaggage("user", null);
        using var below = declined.StartActiveChild("below");

        Assert.Null(declined.Activity);
        Assert.Same(heard.Activity, below.Activity!.Parent);
        Assert.Equal([new("tenant", "8")], below.Baggage);
        Assert.Equal(2, heard.Baggage.Count);
    }

    [Fact]
    public void Our_propagator_sends_each_key_once_as_the_innermost_has_it()
    {
        var root = _recorded.Root().SetBaggage("tenant", "7").SetBaggage("user", "Ada").SetBaggage("left", "1");
        var child = root.StartChild("child").SetBaggage("tenant", "8").SetBaggage("user", null).SetBaggage("new", "a b");
        var sent = new Dictionary<string, string>();

        new PlatformPropagator().Inject(child.Activity, sent, static (headers, name, value) => ((Dictionary<string, string>)headers!).Add(name, value));

        Assert.Equal(["left=1", "new=a%20b", "tenant=8"], sent["baggage"].Split(',').Order());
    }

    [Theory]
    [InlineData("a=1,b=,c=3", "a=1|b=|c=3")]
    [InlineData("a=%zz,k k=1,b=2", "a=%zz|b=2")]
    [InlineData("junk", "")]
    [InlineData(null, "old=1")]
    public void Our_propagator_reads_it_for_a_host(string? header, string expected)
    {
        var found = new PlatformPropagator(DistributedContextPropagator.CreatePreW3CPropagator()).ExtractBaggage(
            header,
            static (object? header, string name, out string? one, out IEnumerable<string>? several) =>
                (one, several) = (name == "baggage" ? (string?)header : name == "Correlation-Context" ? "old=1" : null, null));
        using var host = new Activity("host");
        foreach (var (key, value) in found ?? [])
            host.AddBaggage(key, value);

        Assert.Equal(expected, string.Join('|', host.Baggage.Select(static item => $"{item.Key}={item.Value}")));
    }

    [Fact]
    public void A_format_without_baggage_leaves_it_to_the_other_propagator()
    {
        using var activity = new Activity("out").AddBaggage("tenant", "7").Start();
        var sent = new Dictionary<string, string>();

        new PlatformPropagator(headers: HeaderPropagator.TraceContext)
            .Inject(activity, sent, static (headers, name, value) => ((Dictionary<string, string>)headers!).Add(name, value));

        Assert.Equal("tenant = 7", sent["baggage"]);
    }
}
