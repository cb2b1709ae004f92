using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability.Tests;

public class UntilEndTests
{
    [Theory]
    [InlineData(nameof(Fault.AnswersNull))]
    [InlineData(nameof(Fault.ThrowsBefore))]
    [InlineData(nameof(Fault.ThrowsAfter))]
    public async Task What_is_not_made_active_leaves_nothing_and_not_the_span_around_it(string fault)
    {
        var carrier = new FaultyUntilEnd();
        using var situation = new Situation(("Carrier", "Own")).With("Own", _ => carrier);
        using var host = await situation.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();
        carrier.Fault = Enum.Parse<Fault>(fault);

        var (inside, around) = tracer.RunInSpan(tracer.StartRoot("around"), parent =>
        {
            using (parent!.StartActiveChild("child"))
                return (tracer.Current, parent);
        });

        Assert.Null(inside);
        Assert.NotNull(around);
        Assert.Null(tracer.Current);
        Assert.Equal(["child", "around"], situation.Spans.Spans.Select(span => span.Name));
        await host.StopAsync();
        Assert.Equal(
            $"Tracing failed and the work went on: {typeof(FaultyUntilEnd).FullName}.AttachUntilEnd. More of this kind are counted "
                + "and not logged.",
            Assert.Single(situation.Warnings));
    }

    sealed class FaultyUntilEnd : IContextCarrier
    {
        readonly AsyncLocalCarrier _sound = new();

        public Fault Fault { get; set; }

        public CarrierCapabilities Capabilities => _sound.Capabilities;

        public Span? Current => _sound.Current;

        public CarrierScope Attach(Span? span) => _sound.Attach(span);

        public void AttachUntilEnd(Span span)
        {
            if (Fault == Fault.ThrowsBefore)
                throw new InvalidOperationException("not today");

            if (Fault != Fault.AnswersNull)
                _sound.AttachUntilEnd(span);

            if (Fault == Fault.ThrowsAfter)
                throw new InvalidOperationException("too late");
        }
    }
}
