namespace Stackbilt.Observability.Tests.Baggages;

/// <summary>In a trace that nobody records, children share what they are; what is set on one is seen by no other all the same.</summary>
public class UnsampledBaggageTests
{
    public static TheoryData<string> Carriers => ["AsyncLocal", "Activity"];

    [Theory, MemberData(nameof(Carriers))]
    public void What_work_sets_on_the_active_span_is_not_there_for_the_next(string carrier)
    {
        var tracer = Unsampled(carrier);
        tracer.RunInSpan(tracer.StartRoot("request"), root =>
        {
            tracer.RunInSpan(tracer.Current?.StartChild("order"), _ => { tracer.Current?.SetBaggage("tenant", "A"); });
            tracer.RunInSpan(tracer.Current?.StartChild("order"), _ => Assert.Null(tracer.Current?.Baggage["tenant"]));
            Assert.Null(root!.Baggage["tenant"]);
        });
    }

    [Theory, MemberData(nameof(Carriers))]
    public void A_change_whose_answer_was_not_kept_ends_with_the_child(string carrier)
    {
        var tracer = Unsampled(carrier);
        var root = tracer.StartRoot("request");
        using (tracer.Carrier.Attach(root))
        {
            for (var round = 0; round < 3; round++)
            {
                using (var child = tracer.Current!.StartActiveChild("order"))
                {
                    child.SetBaggage("tenant", $"{round}");
                    Assert.Equal($"{round}", tracer.Current!.Baggage["tenant"]);
                }

                Assert.Equal(root, tracer.Current);
                Assert.Null(tracer.Current!.Baggage["tenant"]);
            }
        }
    }

    [Theory, MemberData(nameof(Carriers))]
    public void Behind_a_mask_and_in_another_trace_a_change_makes_nothing_active(string carrier)
    {
        var tracer = Unsampled(carrier);
        using var root = tracer.StartRoot("request");
        using var other = tracer.StartRoot("other");
        using var scope = tracer.Carrier.Attach(root);
        using var child = root.StartActiveChild("order");

        tracer.Carrier.RunWithSpan(null, _ =>
        {
            child.SetBaggage("tenant", "A");
            Assert.Null(tracer.Current);
        });
        tracer.Carrier.RunWithSpan(other, _ =>
        {
            child.SetBaggage("tenant", "A");
            Assert.Equal(other, tracer.Current);
        });
    }

    [Theory, MemberData(nameof(Carriers))]
    public void A_child_does_not_see_what_its_parent_is_given_later(string carrier)
    {
        using var root = Unsampled(carrier).StartRoot("request");
        using var child = root.StartChild("order");

        root.SetBaggage("late", "v");

        Assert.Null(child.Baggage["late"]);
        Assert.Equal("v", root.Baggage["late"]);
    }

    [Fact]
    public void While_tracing_is_off_nothing_of_a_child_reaches_the_host()
    {
        using var host = new System.Diagnostics.Activity("host").SetIdFormat(System.Diagnostics.ActivityIdFormat.W3C).Start();
        using var span = new Tracer(new AsyncLocalCarrier(), isEnabled: false).Adopt(host, "GET");

        span.StartChild("child").SetBaggage("tenant", "A");

        Assert.Empty(host.Baggage);
    }

    static Tracer Unsampled(string carrier) => new(
        carrier == "Activity" ? new ActivityCarrier() : new AsyncLocalCarrier(),
        [],
        new System.Diagnostics.ActivitySource("unsampled." + Guid.NewGuid().ToString("N")),
        samplingRatio: 0);
}
