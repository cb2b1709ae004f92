using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Tests;

public class ServicesTests
{
    [Fact]
    public async Task Processors_are_told_in_the_order_of_adding()
    {
        var told = new List<string>();
        var builder = Hosts.Builder();
        builder.AddStackbiltObservability()
            .AddProcessor(Telling("first"))
            .AddProcessor(_ => Telling("second"))
            .AddProcessor(Telling("third"));

        using var host = await builder.StartAsync();
        host.Services.GetRequiredService<Tracer>().StartRoot("root").End();
        await host.StopAsync();

        Assert.Equal(["first", "second", "third"], told);

        Telling Telling(string name) => new(() => told.Add(name));
    }

    [Fact]
    public async Task A_request_span_belongs_to_its_scope_and_is_empty_at_first()
    {
        var builder = Hosts.Builder();
        builder.AddStackbiltObservability();
        using var host = await builder.StartAsync();
        using var one = host.Services.CreateScope();
        using var other = host.Services.CreateScope();
        using var span = host.Services.GetRequiredService<Tracer>().StartRoot("request");

        one.ServiceProvider.GetRequiredService<RequestSpan>().Span = span;

        Assert.Same(span, one.ServiceProvider.GetRequiredService<RequestSpan>().Span);
        Assert.Null(other.ServiceProvider.GetRequiredService<RequestSpan>().Span);
        await host.StopAsync();
    }

    [Fact]
    public void Everything_resolves_without_a_host()
    {
        using var services = new ServiceCollection().AddStackbiltObservability().Services.BuildServiceProvider();

        Assert.Same(services.GetRequiredService<Tracer>().Carrier, services.GetRequiredService<IContextCarrier>());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_host_that_stops_has_the_last_spans_sent_on(bool fails)
    {
        var log = new Log();
        var sent = 0;
        var builder = Hosts.Builder();
        builder.Logging.AddProvider(log);
        builder.AddStackbiltObservability().AddProcessor(new Sending(() => sent++, fails));

        using var host = await builder.StartAsync();
        await host.StopAsync();

        Assert.Equal(1, sent);
        Assert.Equal(fails, log.Lines.Any(line => line.Text.Contains("not all sent on", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_clock_and_the_limits_are_those_of_the_container_or_of_the_configuration()
    {
        var spans = new SpanRecorder();
        var builder = Hosts.Builder();
        builder.Configuration["OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT"] = "1";
        builder.Services.AddSingleton<TimeProvider>(new Noon());
        builder.AddStackbiltObservability().AddProcessor(spans);
        using var host = await builder.StartAsync();

        host.Services.GetRequiredService<Tracer>().StartRoot("root", SpanKind.Internal, ("a", 1), ("b", 2)).End();

        var data = Assert.Single(spans.Spans);
        Assert.Equal((new Noon().GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100, data.StartUnixNanoseconds);
        Assert.Equal([("a", 1)], data.Attributes);
        Assert.Equal(1, data.DroppedAttributeCount);
        await host.StopAsync();
    }

    sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2031, 5, 6, 12, 0, 0, TimeSpan.Zero);
    }

    sealed class Sending(Action send, bool fails) : IBufferingSpanProcessor
    {
        public void OnStart(Span span)
        {
        }

        public void OnEnd(in FinishedSpan span)
        {
        }

        public Task ForceFlushAsync(CancellationToken cancellationToken)
        {
            send();
            return fails ? Task.FromException(new InvalidOperationException("no network")) : Task.CompletedTask;
        }
    }

    sealed class Telling(Action tell) : ISpanProcessor
    {
        public void OnStart(Span span)
        {
        }

        public void OnEnd(in FinishedSpan span) => tell();
    }
}
