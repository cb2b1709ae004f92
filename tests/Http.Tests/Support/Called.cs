using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Tests;

/// <summary>A service on sockets that traces nothing, and remembers what headers it was sent.</summary>
sealed class Called : IAsyncDisposable
{
    readonly WebApplication _application;

    Called(HttpProtocols protocols)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddProvider(new SilentLogging());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        _application = builder.Build();
        _application.Run(context =>
        {
            Sent.Enqueue(new SentHeaders(
                context.Request.Protocol,
                context.Request.Headers.TraceParent.ToString(),
                context.Request.Headers.TraceState.ToString(),
                context.Request.Headers["baggage"].ToString(),
                context.Request.Headers.ContainsKey("x-other")));
            if (context.Request.Path == "/moved")
                context.Response.Redirect("/here");

            return Task.CompletedTask;
        });
    }

    public Uri Address => new(_application.Urls.Single());

    public ConcurrentQueue<SentHeaders> Sent { get; } = [];

    public static async Task<Called> StartAsync(HttpProtocols protocols = HttpProtocols.Http1)
    {
        var called = new Called(protocols);
        await called._application.StartAsync();
        return called;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}

sealed record SentHeaders(string Protocol, string Parent, string State, string Baggage, bool HasOther);
