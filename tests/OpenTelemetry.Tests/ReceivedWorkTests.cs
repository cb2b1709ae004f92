namespace Stackbilt.Observability.Tests;

public class ReceivedWorkTests
{
    public static TheoryData<string> Carriers() => ["AsyncLocal", "Activity", "Explicit", "Null"];

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task The_span_of_a_message_is_exported_once_with_its_parent_or_its_links(string carrier)
    {
        var exported = new Exported();
        var tracer = new Tracer(carrier switch
        {
            "Activity" => new ActivityCarrier(),
            "Explicit" => new ExplicitCarrier(),
            "Null" => new NullCarrier(),
            _ => new AsyncLocalCarrier(),
        });
        var sent = SpanContextText.Read($"00-{TraceId.CreateRandom()}-b7ad6b7169203331-01;vendor=1");
        using (exported.Listen(Exported.Ours))
        {
            await HandleAsync(tracer, tracer.StartReceived("continued", sent));
            await HandleAsync(tracer, tracer.StartReceived("linked", sent, IncomingTrace.Link));
            await HandleAsync(tracer, tracer.StartBatch("batch", [sent, sent]));
        }

        // Other tests export at the same time.
        var continued = Assert.Single(exported.Activities, activity => activity.TraceId.ToHexString() == sent.TraceId.ToString() && activity.DisplayName == "continued");
        Assert.Equal(("b7ad6b7169203331", "vendor=1", true), (continued.ParentSpanId.ToHexString(), continued.TraceStateString, continued.HasRemoteParent));
        var linked = exported.Activities.Where(activity => activity.Links.Any(link => link.Context.TraceId.ToHexString() == sent.TraceId.ToString())).ToList();
        Assert.Equal([("linked", 1), ("batch", 2)], linked.Select(activity => (activity.DisplayName, activity.Links.Count())));
        Assert.All(linked, activity => Assert.Equal(default, activity.ParentSpanId));
        foreach (var activity in linked.Append(continued))
            Assert.Equal(carrier == "Null" ? 0 : 1, exported.Activities.Count(child => child.ParentSpanId == activity.SpanId));
    }

    static Task HandleAsync(Tracer tracer, Span span) => tracer.RunInSpan(span, tracer, static async (active, tracer) =>
    {
        await Task.Yield();
        (active ?? tracer.Current)?.StartChild("deep").End();
    });
}
