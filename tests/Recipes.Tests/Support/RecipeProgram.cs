using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.TestHost;
using OracleService;

namespace Stackbilt.Observability.Tests;

/// <summary>A program with a recipe in it, under one carrier, and what it recorded.</summary>
sealed class RecipeProgram : IAsyncDisposable
{
    const string Own = "Counting";
    const string Exported = ", exported";

    readonly WebApplication _application;
    readonly ActivityListener? _listener;
    readonly Span _startUp;

    RecipeProgram(string carrier, WebApplication application, ActivityListener? listener, ErrorLog log)
    {
        Carrier = carrier;
        Log = log;
        _application = application;
        _listener = listener;
        _startUp = Services.GetRequiredService<Tracer>().StartRoot("start-up");
    }

    /// <summary>Each carrier, without and with a listener: there, each span is an activity as well.</summary>
    public static IEnumerable<string> Situations =>
        from carrier in new[] { CarrierNames.AsyncLocal, CarrierNames.Activity, CarrierNames.Explicit, CarrierNames.Null, Own }
        from ending in new[] { "", Exported }
        select carrier + ending;

    public string Carrier { get; }

    public ErrorLog Log { get; }

    /// <summary>Whether deep code finds the active span by itself.</summary>
    public bool IsAmbient => Carrier is not (CarrierNames.Explicit or CarrierNames.Null);

    /// <summary>Whether the work is given its span.</summary>
    public bool Carries => Carrier != CarrierNames.Null;

    public IServiceProvider Services => _application.Services;

    public SpanRecorder Recorder => Services.GetRequiredService<SpanRecorder>();

    public PostOffice Post => Services.GetRequiredService<PostOffice>();

    /// <summary>Where it listens, on sockets.</summary>
    public string Address => _application.Urls.Single();

    public HttpMessageHandler Handler => _application.GetTestServer().CreateHandler();

    public HttpClient Client => _application.GetTestClient();

    /// <summary>
    /// Starts it. A span stays active in the flow that starts the program, so that a recipe whose work took that for its parent is
    /// found out.
    /// </summary>
    public static async Task<RecipeProgram> StartAsync(
        string situation, Action<WebApplicationBuilder> add, Action<WebApplication>? map = null, bool onSockets = false)
    {
        var carrier = situation.Replace(Exported, "", StringComparison.Ordinal);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var log = new ErrorLog();
        builder.Logging.AddProvider(log); // a host that logs makes an activity for each request
        builder.Services.AddRouting().AddSingleton<PostOffice>().AddSingleton<MailRoom>();
        builder.AddStackbiltObservability(options => options.Carrier = carrier)
            .AddCarrier(Own, static _ => new CountingCarrier());
        builder.Services.AddSpanRecorder();
        add(builder);
        if (onSockets)
            builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        else
            builder.WebHost.UseTestServer();

        var app = builder.Build();
        app.UseStackbiltObservability();
        map?.Invoke(app);
        var program = new RecipeProgram(carrier, app, carrier == situation ? null : Listen(), log);
        using (program.Services.GetRequiredService<Tracer>().Carrier.Attach(program._startUp))
            await app.StartAsync();

        return program;
    }

    /// <summary>
    /// Holds the spans against the tree of the page: whole where deep code finds its span, without what deep code makes where a
    /// span is an argument, and the first spans alone where nothing is carried.
    /// </summary>
    public Task ShouldHaveTheTreeOfAsync(string section, string? underNull = null) => ShouldHaveTreeAsync(RecipePage.Tree(section), underNull);

    public async Task ShouldHaveTreeAsync(string tree, string? underNull = null)
    {
        var expected = IsAmbient ? tree
            : Carries ? Lines(tree, static line => !line.Contains("letter.stamp", StringComparison.Ordinal))
            : underNull ?? Lines(tree, static line => !line.StartsWith(' '));
        await Recorder.ShouldHaveTreeAsync(expected, HangGuard.Token);
    }

    /// <summary>The letters that arrived, each as often as it did; and what deep code found there.</summary>
    public IEnumerable<string> Arrived()
    {
        Assert.All(Post.Arrived, arrived => Assert.Equal(IsAmbient, arrived.Active is not null));
        return Post.Arrived.Select(static arrived => arrived.Letter).Order(StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        _startUp.Dispose();
        _listener?.Dispose();
    }

    static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == Tracer.SourceName,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    static string Lines(string tree, Func<string, bool> isKept) => string.Join('\n', tree.Split('\n').Where(isKept));
}
