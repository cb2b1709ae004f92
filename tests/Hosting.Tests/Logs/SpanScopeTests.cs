using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Tests.Logs;

/// <summary>Which span a line tells of, and what else of the log stays as it is.</summary>
[Collection(StaticDoor.Name)]
public class SpanScopeTests
{
    [Fact]
    public async Task Of_a_span_that_is_active_and_one_that_is_given_the_inner_one_is_told()
    {
        var scopes = new ScopesOf();
        using var host = await StartAsync(scopes);
        var (tracer, logger) = Parts(host);
        using var root = tracer.StartActiveSpan("root", default);
        Assert.Equal([Ids(root)], Line(logger, scopes));

        var given = root.StartChild("given");
        using (logger.BeginSpanScope(given))
        {
            Assert.Equal([Ids(given)], Line(logger, scopes));
            using (var active = given.StartActiveChild("active"))
            {
                Assert.Equal([Ids(active)], Line(logger, scopes));
                using (logger.BeginSpanScope(root))
                using (logger.BeginScope("other"))
                    Assert.Equal([Ids(root), "other"], Line(logger, scopes));
            }

            Assert.Equal([Ids(given)], Line(logger, scopes));
        }

        Assert.Equal([Ids(root)], Line(logger, scopes));
        using (tracer.Carrier.Attach(null))
            Assert.Empty(Line(logger, scopes));
    }

    [Theory]
    [InlineData(ActivityTrackingOptions.None)]
    [InlineData(ActivityTrackingOptions.SpanId | ActivityTrackingOptions.TraceId | ActivityTrackingOptions.ParentId)]
    [InlineData(ActivityTrackingOptions.SpanId | ActivityTrackingOptions.TraceState | ActivityTrackingOptions.Tags | ActivityTrackingOptions.Baggage)]
    public async Task Where_no_span_is_active_the_log_is_as_without_us(ActivityTrackingOptions tracking)
    {
        using var activity = new Activity("platform").SetTag("a", 1).AddBaggage("b", "2").Start();
        var lines = new List<string[]>();
        foreach (var added in new[] { false, true })
        {
            var scopes = new ScopesOf();
            using var host = await StartAsync(scopes, isAdded: added, log: logging => logging.Configure(options => options.ActivityTrackingOptions = tracking));
            var (_, logger) = Parts(host);
            using (logger.BeginScope("other"))
                lines.Add(Line(logger, scopes));
        }

        Assert.Equal(lines[0], lines[1]);
        Assert.Equal(tracking.HasFlag(ActivityTrackingOptions.SpanId), lines[0][0].Contains(activity.SpanId.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Beside_a_span_the_platform_tells_the_rest_of_its_activity()
    {
        using var activity = new Activity("platform").AddBaggage("b", "2").Start();
        var scopes = new ScopesOf();
        using var host = await StartAsync(scopes, log: static logging => logging.Configure(static options =>
            options.ActivityTrackingOptions = ActivityTrackingOptions.SpanId | ActivityTrackingOptions.Baggage));
        var (tracer, logger) = Parts(host);
        using var root = tracer.StartActiveSpan("root", default);

        var line = Line(logger, scopes);

        Assert.Equal((Ids(root), "b:2"), (line[0], line[^1]));
        Assert.DoesNotContain(line, one => one.Contains(activity.SpanId.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_the_chosen_keys_of_the_baggage_are_told()
    {
        var scopes = new ScopesOf();
        using var host = await StartAsync(scopes, baggageKeys: ["tenant", "user"]);
        var (tracer, logger) = Parts(host);
        using var root = tracer.StartActiveSpan("root", default, Baggage.Of(new("secret", "s"), new("tenant", "7"), new("step", "1")));

        Assert.Equal([Ids(root) + ", tenant:7"], Line(logger, scopes));
        using (logger.BeginSpanScope(root, "step"))
            Assert.Equal([Ids(root) + ", step:1"], Line(logger, scopes));

        using (logger.BeginSpanScope(root))
            Assert.Equal([Ids(root) + ", tenant:7"], Line(logger, scopes));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_line_that_nobody_writes_with_scopes_costs_nothing(bool isAdded)
    {
        var silent = new ScopesOf(asks: false);
        using var host = await StartAsync(silent, isAdded);
        var (tracer, logger) = Parts(host);
        using var root = tracer.StartActiveSpan("root", default);
        Action line = () => logger.Log(LogLevel.Information, default, 0, null, static (_, _) => "");
        line();

        var before = GC.GetAllocatedBytesForCurrentThread();
        line();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(silent.Lines > 1);
    }

    [Theory]
    [InlineData(CarrierNames.AsyncLocal)]
    [InlineData(CarrierNames.Activity)]
    [InlineData(CarrierNames.Explicit)]
    [InlineData(CarrierNames.Null)]
    public async Task The_log_itself_is_no_misuse(string carrier)
    {
        var scopes = new ScopesOf();
        using var log = new Log();
        using var host = await StartAsync(scopes, baggageKeys: [], log: logging => logging.AddProvider(log), services: services => services.AddStackbiltObservability(options =>
        {
            options.Carrier = carrier;
            options.Strict = true;
        }));
        var (tracer, logger) = Parts(host);
        using var root = tracer.StartRoot("root");

        using (logger.BeginSpanScope(root))
            _ = Line(logger, scopes);

        root.End();
        await host.StopAsync();
        Assert.DoesNotContain(log.Lines, static line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task A_value_from_a_caller_begins_no_line_of_its_own()
    {
        var scopes = new ScopesOf();
        using var host = await StartAsync(scopes);
        var (tracer, logger) = Parts(host);
        using var root = tracer.StartRoot("root").SetBaggage("tenant", "7\r\nforged\u0085line");

        using (logger.BeginSpanScope(root, "tenant"))
            Assert.Equal([Ids(root) + ", tenant:7  forged line"], Line(logger, scopes));
    }

    [Fact]
    public async Task Where_nobody_records_a_child_is_no_parent_of_itself()
    {
        var scopes = new ScopesOf();
        using var host = await StartAsync(
            scopes, baggageKeys: [], services: static services => services.AddStackbiltObservability(static options => options.SamplingRatio = 0));
        var (tracer, logger) = Parts(host);
        using var root = tracer.StartRoot("root");
        using var child = root.StartChild("child");

        using (logger.BeginSpanScope(child))
            Assert.Equal([$"SpanId:{root.SpanId}, TraceId:{root.TraceId}, ParentId:{default(SpanId)}"], Line(logger, scopes));
    }

    [Fact]
    public async Task Scopes_that_the_application_keeps_itself_stay_inside()
    {
        var scopes = new ScopesOf();
        var own = new LoggerExternalScopeProvider();
        using var host = await StartAsync(scopes, services: services => services.AddSingleton<IExternalScopeProvider>(own));
        var (tracer, logger) = Parts(host);
        using var root = tracer.StartActiveSpan("root", default);

        using (own.Push("own"))
            Assert.Equal([Ids(root), "own"], Line(logger, scopes));
    }

    [Fact]
    public async Task Called_twice_it_adds_keys_and_while_tracing_is_off_it_says_nothing()
    {
        var scopes = new ScopesOf();
        using var host = await StartAsync(
            scopes, baggageKeys: ["a"], services: static services => services.AddStackbiltObservability().AddSpanToLogs("b", "a"));
        var (tracer, logger) = Parts(host);
        using var root = tracer.StartActiveSpan("root", default, Baggage.Of(new("b", "2"), new("a", "1")));
        Assert.Equal([Ids(root) + ", a:1, b:2"], Line(logger, scopes));

        using var off = await StartAsync(scopes, services: static services => services.AddStackbiltObservability(static options => options.Enabled = false));
        var (tracerThatIsOff, loggerThere) = Parts(off);
        using var none = tracerThatIsOff.StartActiveSpan("none", default);
        Assert.Empty(Line(loggerThere, scopes));
    }

    [Fact]
    public void Null_is_refused_and_no_span_begins_no_scope()
    {
        var logger = new ScopesOf();

        Assert.Null(logger.BeginSpanScope(null));
        Assert.Throws<ArgumentNullException>("logger", () => ((ILogger)null!).BeginSpanScope(null));
        Assert.Throws<ArgumentNullException>("baggageKeys", () => logger.BeginSpanScope(null, null!));
        Assert.Throws<ArgumentNullException>("baggageKeys", () => new ServiceCollection().AddStackbiltObservability().AddSpanToLogs(null!));
        Assert.Throws<ArgumentNullException>("baggageKeys", () => new ServiceCollection().AddStackbiltObservability().AddSpanToLogs("a", null!));
    }

    static string Ids(Span span) => $"SpanId:{span.SpanId}, TraceId:{span.TraceId}, ParentId:{span.ParentSpanId}";

    static string[] Line(ILogger logger, ScopesOf scopes)
    {
        logger.Log(LogLevel.Information, default, 0, null, static (_, _) => "line");
        return [.. scopes.Last];
    }

    static (Tracer Tracer, ILogger Logger) Parts(IHost host) =>
        (host.Services.GetRequiredService<Tracer>(), host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("test"));

    static Task<IHost> StartAsync(
        ScopesOf scopes,
        bool isAdded = true,
        string[]? baggageKeys = null,
        Action<ILoggingBuilder>? log = null,
        Action<IServiceCollection>? services = null)
    {
        var builder = Hosts.WithCarrier(CarrierNames.AsyncLocal);
        builder.Logging.AddProvider(scopes);
        log?.Invoke(builder.Logging);
        // What the application has of its own is there before.
        if (baggageKeys is null)
            services?.Invoke(builder.Services);

        var observability = builder.AddStackbiltObservability();
        if (isAdded)
            observability.AddSpanToLogs(baggageKeys ?? []);

        if (baggageKeys is not null)
            services?.Invoke(builder.Services);

        return builder.StartAsync();
    }
}
