using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability.Tests;

/// <summary>One program that uses its argument and, deeper down, the static door; only the configuration differs.</summary>
[Collection(StaticDoor.Name)]
public class SameProgramTests
{
    [Theory]
    [InlineData(CarrierNames.AsyncLocal, "deep < job, given < job, job")]
    [InlineData(CarrierNames.Explicit, "given < job, job")]
    [InlineData(CarrierNames.Null, "job")]
    [InlineData("Slot", "deep < job, given < job, job")]
    public async Task Under_every_carrier_the_program_answers_the_same_and_traces_what_the_carrier_carries(
        string carrier, string expected)
    {
        var recorder = new SpanRecorder();
        var builder = Hosts.WithCarrier(carrier);
        builder.AddStackbiltObservability()
            .AddCarrier("Slot", static _ => new SlotCarrier())
            .AddProcessor(recorder);
        using var host = await builder.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();

        var answer = await tracer.RunInSpan(tracer.StartRoot("job"), async given =>
        {
            var sum = AddDeepDown(40, 2);
            await Task.Yield();
            using (given?.StartChild("given"))
                return sum;
        });
        await host.StopAsync();

        Assert.Equal(42, answer);
        Assert.Equal(expected, string.Join(", ", recorder.Spans.Select(span =>
            recorder.Spans.SingleOrDefault(parent => parent.Context.SpanId == span.ParentSpanId) is { } parent
                ? $"{span.Name} < {parent.Name}"
                : span.Name)));
    }

    static int AddDeepDown(int one, int other)
    {
        using var span = ActiveSpan.Current?.StartChild("deep");
        return one + other;
    }
}
