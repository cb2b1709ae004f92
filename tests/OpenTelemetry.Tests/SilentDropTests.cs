using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// The SDK listens to us and not to the host, whose activity nobody has decided about (opentelemetry-dotnet#7426): where spans are
/// dropped below it, the host's log says so, once, and with the line to add.
/// </summary>
public class SilentDropTests
{
    static readonly string Trace = $"00-{CallerExtensions.TraceId}-{CallerExtensions.SpanId}-0";

    public static TheoryData<string, double, string[]> All()
    {
        var data = new TheoryData<string, double, string[]>();
        foreach (var carrier in (string[])[CarrierNames.AsyncLocal, CarrierNames.Activity, CarrierNames.Explicit])
        {
            foreach (var ratio in (double[])[1, 0.1, 0])
            {
                data.Add(carrier, ratio, [Exported.Ours]);
                data.Add(carrier, ratio, [Exported.Ours, Exported.Host]);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Where_requests_have_spans_nothing_is_dropped_that_the_sampler_keeps(string carrier, double ratio, string[] sources)
    {
        await using var program = await Asked.StartAsync(carrier, ratio, sources);
        for (var number = 0; number < 40; number++)
            await program.SendAsync();

        await program.StopAsync();

        var servers = program.Exported.Where(static span => span.Kind == ActivityKind.Server).Select(static span => span.SpanId);
        var above = program.Exported.Where(static span => span.Kind == ActivityKind.Internal).Select(static span => span.ParentSpanId);
        Assert.Equal(servers.Order(Comparer<ActivitySpanId>.Create(Compare)), above.Order(Comparer<ActivitySpanId>.Create(Compare)));
        if (ratio is 0 or 1)
            Assert.Equal(ratio * 40, servers.Count());

        Assert.Empty(program.Warnings);
    }

    [Fact]
    public async Task Where_they_have_none_the_first_span_that_is_dropped_says_which_line_is_missing()
    {
        await using var program = await Asked.StartAsync(CarrierNames.Activity, 1, [Exported.Ours], hasMiddleware: false);
        for (var number = 0; number < 3; number++)
            await program.SendAsync();

        await program.StopAsync();

        Assert.Empty(program.Exported);
        var warning = Assert.Single(program.Warnings);
        Assert.Contains("\"child\" was dropped", warning, StringComparison.Ordinal);
        Assert.Contains("AddSource(\"Microsoft.AspNetCore\")", warning, StringComparison.Ordinal);
        Assert.Contains("AddAspNetCoreInstrumentation()", warning, StringComparison.Ordinal);
        Assert.Contains("Microsoft.AspNetCore.Hosting.HttpRequestIn", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    public async Task A_caller_has_decided_whatever_it_says(string flag, int exported)
    {
        await using var program = await Asked.StartAsync(CarrierNames.Activity, 1, [Exported.Ours], hasMiddleware: false);
        await program.SendAsync(("traceparent", Trace + flag));
        await program.StopAsync();

        Assert.Equal(exported, program.Exported.Count);
        Assert.Empty(program.Warnings);
    }

    [Fact]
    public async Task A_sampler_that_hears_the_host_has_decided()
    {
        await using var program = await Asked.StartAsync(CarrierNames.Activity, 0, [Exported.Ours, Exported.Host], hasMiddleware: false);
        await program.SendAsync();
        await program.StopAsync();

        Assert.Empty(program.Exported);
        Assert.Empty(program.Warnings);
    }

    [Fact]
    public async Task A_request_that_was_left_out_on_purpose_is_no_surprise()
    {
        await using var program = await Asked.StartAsync(CarrierNames.Activity, 1, [Exported.Ours], filter: static _ => false);
        await program.SendAsync();
        await program.StopAsync();

        Assert.Empty(program.Exported);
        Assert.Empty(program.Warnings);
    }

    [Fact]
    public async Task An_activity_of_a_host_that_nobody_knows_is_named()
    {
        await using var program = await Asked.StartAsync(CarrierNames.AsyncLocal, 1, [Exported.Ours]);
        using (var job = new Activity("nightly job").SetIdFormat(ActivityIdFormat.W3C).Start())
        {
            await program.Tracer.RunInSpan(program.Tracer.Adopt(job), static span =>
            {
                span?.StartChild("step").End();
                return Task.CompletedTask;
            });
            program.Tracer.StartSpan("first", job).End();
        }

        await program.StopAsync();

        Assert.Contains("\"nightly job\"", Assert.Single(program.Warnings), StringComparison.Ordinal);
    }

    static int Compare(ActivitySpanId one, ActivitySpanId other) => string.CompareOrdinal(one.ToHexString(), other.ToHexString());

    sealed class Asked : IAsyncDisposable
    {
        readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null });
        readonly Log _log = new();
        readonly WebApplication _application;

        Asked(string carrier, double ratio, string[] sources, bool hasMiddleware, Func<HttpContext, bool>? filter)
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.Logging.AddProvider(new SilentLogging()).AddProvider(_log);
            builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            builder.AddStackbiltObservability(options => options.Carrier = carrier);
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing
                .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(ratio)))
                .AddSource(sources)
                .AddInMemoryExporter(Exported));
            _application = builder.Build();
            if (hasMiddleware)
                _application.UseStackbiltObservability(options => options.Filter = filter);

            _application.Run(static context =>
            {
                (ActiveSpan.Current ?? context.GetRequestSpan())?.StartChild("child").End();
                return Task.CompletedTask;
            });
        }

        public List<Activity> Exported { get; } = [];

        public Tracer Tracer => _application.Services.GetRequiredService<Tracer>();

        /// <summary>All but that requests have no spans, which is said at the start.</summary>
        public IEnumerable<string> Warnings => _log.Lines
            .Where(static line => line.Level >= LogLevel.Warning && !line.Text.Contains("UseStackbiltObservability", StringComparison.Ordinal))
            .Select(static line => line.Text);

        public static async Task<Asked> StartAsync(
            string carrier, double ratio, string[] sources, bool hasMiddleware = true, Func<HttpContext, bool>? filter = null)
        {
            var program = new Asked(carrier, ratio, sources, hasMiddleware, filter);
            await program._application.StartAsync();
            return program;
        }

        public async Task SendAsync(params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _application.Urls.Single());
            foreach (var (name, value) in headers)
                request.Headers.TryAddWithoutValidation(name, value);

            using var response = await _client.SendAsync(request);
            response.EnsureSuccessStatusCode();
        }

        public Task StopAsync() => _application.StopAsync();

        public async ValueTask DisposeAsync()
        {
            _client.Dispose();
            await _application.DisposeAsync();
        }
    }
}
