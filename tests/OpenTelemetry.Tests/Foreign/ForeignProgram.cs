using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// A service whose work comes from hosts that start activities of their own: a SignalR hub, a queue, a hosted job, plain
/// ASP.NET Core. Deep code in each of them knows nothing.
/// </summary>
sealed class ForeignProgram : IAsyncDisposable
{
    public const string Own = "foreign.own";

    const string Hub = "Microsoft.AspNetCore.SignalR.Server";

    readonly WebApplication _application;
    readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });
    readonly TaskCompletionSource _jobHasRun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly bool _isPlain;
    readonly bool _hasTheLine;

    ForeignProgram(string? carrier, bool hasTheLine, bool hasTheMiddleware)
    {
        _isPlain = carrier is null;
        _hasTheLine = hasTheLine;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddProvider(Log).Configure(static options =>
            options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting();
        builder.Services.AddSignalR();
        builder.AddStackbiltObservability(options =>
        {
            options.Enabled = carrier is not null;
            options.Carrier = carrier ?? CarrierNames.Null;
        });
        builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing
            .AddSource(Exported.Ours, Exported.Host, Exported.HttpClient, Hub, Own, Deep.PlainSource)
            .AddProcessor(new SimpleActivityExportProcessor(Exported)));
        builder.Services.AddSingleton(this).AddHostedService<JobWithAnActivity>();
        _application = builder.Build();
        if (hasTheMiddleware)
            _application.UseStackbiltObservability();

        _application.MapHub<DeepHub>("/hub");
        _application.MapPost("/take", HandleAsync);
    }

    public static ActivitySource Source { get; } = new(Own);

    public Exported Exported { get; } = new();

    public ActivityLog Log { get; } = new();

    ILogger Logger => _application.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Deep));

    string Address => _application.Urls.Single();

    /// <summary>Runs it, uses it and stops it, so that everything has ended.</summary>
    /// <param name="carrier">The carrier; null for the same program with the platform's own tracing, and the library off.</param>
    /// <param name="use">What is done with it.</param>
    /// <param name="hasTheLine">Whether each host has the line that adopts its activity.</param>
    /// <param name="hasTheMiddleware">Whether requests have spans of ours.</param>
    public static async Task<ForeignProgram> UsedAsync(
        string? carrier, Func<ForeignProgram, Task> use, bool hasTheLine = false, bool hasTheMiddleware = true)
    {
        var program = new ForeignProgram(carrier, hasTheLine, hasTheMiddleware);
        await using (program)
        {
            await program._application.StartAsync();
            await use(program);
            await program._application.StopAsync();
        }

        return program;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _application.DisposeAsync();
    }

    /// <summary>Calls a method of a SignalR hub.</summary>
    public async Task CallTheHubAsync()
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(Address + "/hub", HttpTransportType.WebSockets, static options => options.SkipNegotiation = true)
            .Build();
        await using (connection)
        {
            await connection.StartAsync();
            await connection.InvokeAsync(nameof(DeepHub.Ask));
        }
    }

    /// <summary>
    /// Delivers a message as clients of brokers do: the library starts an activity below the message's headers and calls the
    /// consumer inside it. An imitation; RabbitMQ.Client itself, which needs a broker, is in tests/RabbitMQ.Tests.
    /// </summary>
    public async Task DeliverAMessageAsync()
    {
        var sender = ActivityContext.Parse($"00-{CallerExtensions.TraceId}-{CallerExtensions.SpanId}-01", null);
        using var deliver = Source.StartActivity("cards deliver", ActivityKind.Consumer, sender);
        await AtTheDoorAsync();
    }

    /// <summary>Waits for the job, which runs at the start.</summary>
    public Task LetTheJobRunAsync() => _jobHasRun.Task;

    /// <summary>Posts a body whose writer is deep code, below the activity of HttpClient, to a handler that is deep code too.</summary>
    public async Task PostAsync()
    {
        using var content = new DeepContent(HandleAsync);
        using var response = await _client.PostAsync(Address + "/take", content);
        response.EnsureSuccessStatusCode();
    }

    public Task HandleAsync() => Deep.StepAsync(_isPlain, Logger);

    /// <summary>Where a host calls the program.</summary>
    public Task AtTheDoorAsync()
    {
        var tracer = _application.Services.GetRequiredService<Tracer>();
        return _hasTheLine ? tracer.RunInSpan(tracer.Adopt(Activity.Current), _ => HandleAsync()) : HandleAsync();
    }

    public async Task RunTheJobAsync()
    {
        using (Source.StartActivity("nightly job"))
            await AtTheDoorAsync();

        _jobHasRun.SetResult();
    }
}
