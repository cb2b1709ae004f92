namespace Stackbilt.Observability.Tests.Headers;

/// <summary>
/// Two million headers: nothing is thrown, what is read is valid, what is written is in order, and no header costs more than it may.
/// </summary>
public class GeneratedHeadersTests
{
    const int Rounds = 250_000;

    // A trace state of 512 characters, written anew, and what the platform's parser takes for the ids.
    const long MostBytes = 2_048;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Are_read_and_written_in_order(int seed)
    {
        var generated = new GeneratedHeaders(seed);
        var (read, most) = (0, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            var headers = generated.Next();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var context = TraceContextPropagator.Extract(headers.Parent, headers.State);
            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
            if (!context.IsValid)
            {
                Assert.Equal(default, context);
                continue;
            }

            read++;
            var isWritten = TraceStates.IsTraceParent(TraceContextPropagator.TraceParent(context)!)
                && (context.TraceState is null || TraceStates.IsToBeSent(context.TraceState));
            Assert.True(isWritten, $"Seed {seed}, round {round}: {headers}");
        }

        Assert.InRange(read, Rounds / 5, Rounds * 4 / 5);
        Assert.InRange(most, 1, MostBytes);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Begin_a_valid_trace_or_go_on_with_one(int seed)
    {
        var generated = new GeneratedHeaders(seed);
        var tracer = new Tracer(new ExplicitCarrier(), []);
        for (var round = 0; round < Rounds; round++)
        {
            var headers = generated.Next();
            var parent = HeaderPropagator.TraceContext.Extract(headers, static (both, name) => name == "traceparent" ? both.Parent : both.State);
            var span = tracer.StartSpan("request", parent);
            Assert.True(
                span.Context.IsValid && (!parent.IsValid || span.TraceId == parent.TraceId) && span.SpanId != parent.SpanId,
                $"Seed {seed}, round {round}: {headers}");
        }
    }
}
