using System.Diagnostics;

namespace Stackbilt.Observability.Tests.Headers;

/// <summary>What a host and HttpClient are told by our propagator, and what it leaves to another one.</summary>
public class PlatformPropagatorTests
{
    const string Trace = "0af7651916cd43dd8448eb211c80319c";
    const string Valid = $"00-{Trace}-00f067aa0ba902b7-01";

    readonly PlatformPropagator _propagator = new(DistributedContextPropagator.CreatePreW3CPropagator());

    [Theory]
    [InlineData(Valid, "rojo=1", Valid, "rojo=1")]
    [InlineData($"cc-{Trace}-00f067aa0ba902b7-01-more", " rojo=1 ,,congo=2", Valid, "rojo=1,congo=2")]
    [InlineData($"00-{Trace}-00f067aa0ba902b7-ff", "rojo=", $"00-{Trace}-00f067aa0ba902b7-03", null)]
    [InlineData("junk", "rojo=1", null, null)]
    [InlineData($"cc-{Trace}-00f067aa0ba902b7-01-more,{Valid}", "rojo=1", null, null)]
    [InlineData(null, "rojo=1", null, null)]
    public void A_host_is_given_what_is_valid(string? parent, string? state, string? expectedParent, string? expectedState)
    {
        _propagator.ExtractTraceIdAndState(null, Getter(parent, state), out var traceId, out var traceState);
        Assert.Equal((expectedParent, expectedState), (traceId, traceState));

        _propagator.ExtractTraceIdAndState(null, InLists(parent, state), out traceId, out traceState);
        Assert.Equal((expectedParent, expectedState), (traceId, traceState));
    }

    [Fact]
    public void Where_there_is_no_parent_of_ours_the_other_propagator_is_asked()
    {
        _propagator.ExtractTraceIdAndState(
            null,
            static (object? _, string name, out string? one, out IEnumerable<string>? several) =>
                (one, several) = (name == "Request-Id" ? "|old.1" : null, null),
            out var traceId,
            out _);

        Assert.Equal("|old.1", traceId);
        Assert.Contains("Request-Id", _propagator.Fields);
    }

    [Fact]
    public void What_a_delegate_throws_does_not_come_out()
    {
        var others = DistributedContextPropagator.CreatePreW3CPropagator();
        var propagator = new PlatformPropagator(others);
        using var faults = new FaultsOf(others);
        using var activity = new Activity("out").SetIdFormat(ActivityIdFormat.Hierarchical).Start();

        propagator.ExtractTraceIdAndState(null, Throwing, out var traceId, out var traceState);
        var baggage = propagator.ExtractBaggage(null, Throwing);
        propagator.Inject(activity, null, static (_, _, _) => throw new InvalidOperationException("no header"));

        Assert.Equal((null, null), (traceId, traceState));
        Assert.Null(baggage);
        Assert.Equal(["ExtractTraceIdAndState", "ExtractBaggage", "Inject"], faults.Reported.Select(static fault => fault.Operation));

        static void Throwing(object? holder, string name, out string? one, out IEnumerable<string>? several) =>
            throw new InvalidOperationException("no header");
    }

    [Fact]
    public void Nor_what_the_other_one_throws_when_its_answer_is_read()
    {
        var others = new ThrowingLater();
        var propagator = new PlatformPropagator(others);
        using var faults = new FaultsOf(others);

        Assert.Null(propagator.ExtractBaggage(
            null, static (object? _, string _, out string? one, out IEnumerable<string>? several) => (one, several) = (null, null)));
        Assert.Contains("traceparent", propagator.Fields);

        Assert.Equal(["ExtractBaggage", "Fields"], faults.Reported.Select(static fault => fault.Operation));
    }

    sealed class ThrowingLater : DistributedContextPropagator
    {
        public override IReadOnlyCollection<string> Fields => throw new InvalidOperationException("no fields");

        public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
        {
        }

        public override void ExtractTraceIdAndState(
            object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) => traceId = traceState = null;

        public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter)
        {
            yield return new("tenant", "7");
            throw new InvalidOperationException("no more");
        }
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 4)] // As W3C has it, and as the other one has it.
    public void A_request_is_given_each_header_once(bool hasBaggage, int count)
    {
        using var activity = new Activity("out").SetParentId($"00-{Trace}-00f067aa0ba902b7-ff");
        activity.TraceStateString = "a=1, b=2";
        if (hasBaggage)
            activity.AddBaggage("team", "cards");

        activity.Start();
        var sent = new Dictionary<string, string>();
        _propagator.Inject(activity, sent, static (holder, name, value) => ((Dictionary<string, string>)holder!).Add(name, value));

        Assert.Equal(($"00-{Trace}-{activity.SpanId}-03", "a=1,b=2", count), (sent["traceparent"], sent["tracestate"], sent.Count));
    }

    [Fact]
    public void A_flag_that_the_platform_lost_on_the_way_is_found()
    {
        using var above = new Activity("above").SetParentId(Valid[..^2] + "03").Start();
        using var below = new Activity("below").Start();
        below.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        var sent = new Dictionary<string, string>();

        _propagator.Inject(below, sent, static (holder, name, value) => ((Dictionary<string, string>)holder!).Add(name, value));

        Assert.EndsWith("-03", sent["traceparent"], StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_given_for_nothing()
    {
        _propagator.Inject(null, null, static (_, _, _) => Assert.Fail("Nothing is to be written."));
        _propagator.Inject(new Activity("not started"), null, null);
        _propagator.ExtractTraceIdAndState(null, null, out var traceId, out var traceState);

        Assert.Null(traceId);
        Assert.Null(traceState);
    }

    static DistributedContextPropagator.PropagatorGetterCallback Getter(string? parent, string? state) =>
        (object? _, string name, out string? one, out IEnumerable<string>? several) => (one, several) = (Of(name, parent, state), null);

    static DistributedContextPropagator.PropagatorGetterCallback InLists(string? parent, string? state) =>
        (object? _, string name, out string? one, out IEnumerable<string>? several) =>
            (one, several) = (null, Of(name, parent, state) is { } value ? value.Split(',') : null);

    static string? Of(string name, string? parent, string? state) => name switch
    {
        "traceparent" => parent,
        "tracestate" => state,
        _ => null,
    };
}
