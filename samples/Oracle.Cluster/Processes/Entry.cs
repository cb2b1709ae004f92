using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Stackbilt.Observability;

namespace OracleCluster;

/// <summary>The HTTP entry: a client of the silos.</summary>
sealed class Entry : IAsyncDisposable
{
    readonly WebApplication _app;

    Entry(WebApplication app)
    {
        _app = app;
        Carrier = app.Services.GetRequiredService<CarrierDecision>().Chosen;
    }

    public string Carrier { get; }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Makes it, and chooses the carrier; nothing runs yet.</summary>
    public static Entry Create(Layout layout, string[] settings, Action<SpanData> ended)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddTracing(Layout.Entry, span => ended(span.ToSpanData()));
        builder.Host.UseOrleansClient(client => client
            .UseLocalhostClustering([.. layout.GatewayPorts], SiloMember.ClusterId, SiloMember.ClusterId)
            .AddActivityPropagation()
            .AddStackbiltObservability());
        var app = builder.Build();
        app.UseStackbiltObservability();
        app.MapReadings();
        return new Entry(app);
    }

    public Task StartAsync(CancellationToken cancellation) => _app.StartAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
