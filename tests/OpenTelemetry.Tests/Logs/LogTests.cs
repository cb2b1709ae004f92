using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;
using Serilog;

namespace Stackbilt.Observability.Tests;

/// <summary>One line from five layers down: the ids in it are those of the span that is exported.</summary>
public class LogTests
{
    const string NoId = "0000000000000000";

    public static TheoryData<string, bool> All()
    {
        var data = new TheoryData<string, bool>();
        foreach (var carrier in new[] { CarrierNames.AsyncLocal, CarrierNames.Activity, CarrierNames.Explicit, CarrierNames.Null })
        {
            data.Add(carrier, false);
            data.Add(carrier, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task In_the_text_of_the_console(string carrier, bool isHeard)
    {
        ConsoleText? console = null;
        var span = await RunAsync(carrier, isHeard, logging => logging.Services
            .AddLogging(static added => added.AddSimpleConsole(static options => options.IncludeScopes = true))
            .AddSingleton<ILoggerProvider>(provider => console = new(provider.GetServices<ConsoleFormatter>(), ConsoleFormatterNames.Simple)));

        var line = Assert.Single(console!.Lines);
        Assert.Contains("deep 5", line, StringComparison.Ordinal);
        if (carrier == CarrierNames.Null)
            Assert.DoesNotContain("SpanId:", line, StringComparison.Ordinal);
        else
            Assert.Contains($"=> SpanId:{span.SpanId}, TraceId:{span.TraceId}, ParentId:{span.ParentSpanId}, tenant:7 =>", line, StringComparison.Ordinal);

        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
        Assert.Equal(carrier == CarrierNames.Null ? 1 : 2, line.Split("SpanId:").Length);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task In_the_records_of_OpenTelemetry(string carrier, bool isHeard)
    {
        var records = new List<LogRecord>();
        var span = await RunAsync(carrier, isHeard, logging => logging.AddOpenTelemetry(options =>
        {
            options.IncludeScopes = true;
            options.AddInMemoryExporter(records);
        }));

        var record = Assert.Single(records, static record => record.CategoryName!.EndsWith(nameof(FiveLayers), StringComparison.Ordinal));
        var scopes = new List<KeyValuePair<string, object?>>();
        record.ForEachScope(static (scope, found) => found.AddRange([.. scope]), scopes);
        Assert.Equal(Expected(carrier, span), scopes.Where(static item => item.Key != "order").Select(static item => $"{item.Key}={item.Value}"));
        // The SDK itself knows of the current activity alone. Under Activity a recorder makes activities too.
        var isCurrent = carrier == CarrierNames.Activity || (isHeard && carrier == CarrierNames.AsyncLocal);
        Assert.Equal(isCurrent ? span.SpanId.ToString() : NoId, record.SpanId.ToHexString());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task In_the_own_ids_of_a_record_where_a_processor_puts_them_there(string carrier, bool isHeard)
    {
        var records = new List<LogRecord>();
        var span = await RunAsync(carrier, isHeard, logging => logging.AddOpenTelemetry(options =>
        {
            options.IncludeScopes = true;
            options.AddProcessor(new SpanIdsOfRecords());
            options.AddInMemoryExporter(records);
        }));

        var record = Assert.Single(records, static record => record.CategoryName!.EndsWith(nameof(FiveLayers), StringComparison.Ordinal));
        Assert.Equal(carrier == CarrierNames.Null ? NoId : span.SpanId.ToString(), record.SpanId.ToHexString());
        Assert.Equal(carrier == CarrierNames.Null ? NoId + NoId : span.TraceId.ToString(), record.TraceId.ToHexString());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task In_the_events_of_Serilog(string carrier, bool isHeard)
    {
        var sink = new SerilogEvents();
        await using var serilog = new LoggerConfiguration().WriteTo.Sink(sink).CreateLogger();
        var span = await RunAsync(carrier, isHeard, logging => logging.AddSerilog(serilog));

        var properties = Assert.Single(sink.Events).Properties;
        Assert.Equal(
            Expected(carrier, span).Order(),
            properties.Where(static item => item.Key is "SpanId" or "TraceId" or "ParentId" or "tenant" or "secret")
                .Select(static item => $"{item.Key}={item.Value.ToString("l", null)}").Order());
    }

    /// <summary>As docs/logs.md says; where this fails one day, the page can say something better.</summary>
    [Fact]
    public async Task Not_where_Serilog_is_in_place_of_the_hosts_log()
    {
        var sink = new SerilogEvents();
        await using var serilog = new LoggerConfiguration().WriteTo.Sink(sink).CreateLogger();
        await RunAsync(CarrierNames.AsyncLocal, isHeard: false, logging => logging.Services.AddSerilog(serilog));

        Assert.DoesNotContain("SpanId", Assert.Single(sink.Events).Properties.Keys);
    }

    static string[] Expected(string carrier, Span span) => carrier == CarrierNames.Null
        ? []
        : [$"SpanId={span.SpanId}", $"TraceId={span.TraceId}", $"ParentId={span.ParentSpanId}", "tenant=7"];

    /// <returns>The innermost span, which is the fifth one but under Null.</returns>
    static async Task<Span> RunAsync(string carrier, bool isHeard, Action<ILoggingBuilder> log)
    {
        var exported = new List<Activity>();
        var recorder = new SpanRecorder();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        log(builder.Logging);
        var observability = builder.AddStackbiltObservability(options => options.Carrier = carrier).AddSpanToLogs("tenant");
        builder.Services.AddSingleton<FiveLayers>();
        if (isHeard)
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(Tracer.SourceName).AddInMemoryExporter(exported));
        else
            observability.AddProcessor(recorder);

        using var host = builder.Build();
        await host.StartAsync();
        var span = await host.Services.GetRequiredService<FiveLayers>().RunAsync(carrier);
        await host.StopAsync();

        var name = carrier == CarrierNames.Null ? "one" : "5";
        var ids = isHeard
            ? exported.Where(activity => activity.TraceId.ToString() == span.TraceId.ToString()).Select(static activity => (activity.DisplayName, activity.SpanId.ToString()))
            : recorder.Spans.Select(static data => (data.Name, data.Context.SpanId.ToString()));
        Assert.Contains((name, span.SpanId.ToString()), ids);
        return span;
    }
}
