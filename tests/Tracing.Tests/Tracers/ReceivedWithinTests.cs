using System.Diagnostics;
using Stackbilt.Observability.Tests.Activities;

namespace Stackbilt.Observability.Tests.Tracers;

/// <summary>A message that is received in the work of another one, and in a loop that has an activity of its own.</summary>
public class ReceivedWithinTests
{
    static readonly Dictionary<string, string> Outer = new()
    {
        ["traceparent"] = "00-11111111111111111111111111111111-1111111111111111-01",
        ["baggage"] = "tenant=blue",
    };

    static readonly SpanContext Inner = SpanContextText.Read("00-22222222222222222222222222222222-2222222222222222-01");

    public static TheoryData<string, bool> Everywhere => ReceivedWorkTests.Everywhere();

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task Has_nothing_of_it_and_leaves_it_active(string carrier, bool isHeard)
    {
        using var heard = new Listened();
        var tracer = ReceivedWorkTests.Of(carrier, isHeard ? heard : null).Tracer;
        using var loop = new Activity("loop").SetIdFormat(ActivityIdFormat.W3C).AddBaggage("from", "loop").Start();

        using var outer = tracer.StartReceived("outer", Outer, static (found, name) => found.GetValueOrDefault(name));
        await tracer.RunInSpan(outer, async active =>
        {
            var before = Activity.Current;
            using var inner = tracer.StartReceived("inner", Inner);
            using var first = tracer.StartReceived("first", default(SpanContext));
            foreach (var span in new[] { inner, first })
            {
                await tracer.RunInSpan(span, async own =>
                {
                    await Task.Yield();
                    Assert.Equal(carrier == "Null" ? null : span.Name, (own ?? tracer.Current)?.Name);
                    Assert.Empty(span.Baggage);
                });
            }

            Assert.Equal((Inner.TraceId, Inner.SpanId, default), (inner.TraceId, inner.ParentSpanId, first.ParentSpanId));
            Assert.DoesNotContain(first.TraceId.ToString(), new[] { loop.TraceId.ToHexString(), outer.TraceId.ToString(), inner.TraceId.ToString() });
            Assert.Same(before, Activity.Current);
            Assert.Equal(carrier == "Null" ? null : "outer", (active ?? tracer.Current)?.Name);
        });

        Assert.Equal((null, "blue"), (outer.Baggage["from"], outer.Baggage["tenant"]));
        Assert.Same(loop, Activity.Current);
    }
}
