using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.TestHost;

namespace Stackbilt.Observability.Tests;

/// <summary>What a server, a container or an endpoint throws when the middleware asks it: the request is handled all the same.</summary>
public sealed class InARequestTests : IDisposable
{
    readonly AllFaults _faults = new();

    public void Dispose() => _faults.Dispose();

    [Theory]
    [InlineData("IHttpActivityFeature.Activity")]
    [InlineData("IRouteDiagnosticsMetadata.Route")]
    [InlineData("IServiceProvidersFeature.RequestServices")]
    [InlineData("IHttpResponseFeature.OnCompleted")]
    [InlineData("ISpanProcessor.OnStart")]
    [InlineData("ISpanProcessor.OnEnd")]
    [InlineData("IContextCarrier.AttachUntilEnd")]
    public Task A_request(string callOut) => UnreadableException.NeverComesOutAsync(() => RequestAsync(callOut));

    [Fact]
    public async Task What_the_handler_throws_is_what_comes_out()
    {
        var thrown = new UnreadableException();
        await using var application = await StartAsync(new Thrower("IHttpRequestLifetimeFeature.RequestAborted"), _ => throw thrown);
        using var client = application.GetTestClient();

        var caught = await Record.ExceptionAsync(() => client.GetStringAsync(new Uri("/", UriKind.Relative)));

        Assert.Same(thrown, caught);
    }

    async Task RequestAsync(string callOut)
    {
        var thrower = new Thrower(callOut);
        var runs = 0;
        await using var application = await StartAsync(thrower, async context =>
        {
            runs++;
            using (ActiveSpan.Current?.StartActiveChild("child"))
                await context.Response.WriteAsync("done");
        });
        using var client = application.GetTestClient();

        Assert.Equal("done", await client.GetStringAsync(new Uri("/", UriKind.Relative)));

        Assert.Equal(1, runs);
        Assert.True(thrower.HasThrown);
        Assert.True(_faults.HasReported(thrower.Exception));
    }

    static async Task<WebApplication> StartAsync(Thrower thrower, RequestDelegate handler)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.AddStackbiltObservability(options => options.Carrier = "Throwing")
            .AddCarrier("Throwing", _ => new ThrowingCarrier(thrower))
            .AddProcessor(new ThrowingProcessor(thrower));
        builder.WebHost.UseTestServer();
        var application = builder.Build();
        application.Use(next => context =>
        {
            var features = new ThrowingFeatures(thrower, context.RequestServices);
            context.Features.Set<IHttpActivityFeature>(features);
            context.Features.Set<IServiceProvidersFeature>(features);
            context.Features.Set<IHttpRequestLifetimeFeature>(features);
            context.Features.Set<IHttpResponseFeature>(new ThrowingResponse(thrower, context.Features.GetRequiredFeature<IHttpResponseFeature>()));
            context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(features), "endpoint"));
            return next(context);
        });
        application.UseStackbiltObservability();
        application.Run(handler);
        await application.StartAsync();
        return application;
    }

    sealed class ThrowingFeatures(Thrower thrower, IServiceProvider services)
        : IHttpActivityFeature, IRouteDiagnosticsMetadata, IServiceProvidersFeature, IHttpRequestLifetimeFeature
    {
        public System.Diagnostics.Activity Activity
        {
            get => Answer<System.Diagnostics.Activity>("IHttpActivityFeature.Activity", null!);
            set => throw new NotSupportedException();
        }

        public string Route => Answer("IRouteDiagnosticsMetadata.Route", "/");

        public IServiceProvider RequestServices
        {
            get => Answer("IServiceProvidersFeature.RequestServices", services);
            set => throw new NotSupportedException();
        }

        public CancellationToken RequestAborted
        {
            get => Answer("IHttpRequestLifetimeFeature.RequestAborted", CancellationToken.None);
            set => throw new NotSupportedException();
        }

        public void Abort()
        {
        }

        T Answer<T>(string asked, T answer)
        {
            thrower.At(asked);
            return answer;
        }
    }

    sealed class ThrowingResponse(Thrower thrower, IHttpResponseFeature inner) : IHttpResponseFeature
    {
        public int StatusCode { get => inner.StatusCode; set => inner.StatusCode = value; }

        public string? ReasonPhrase { get => inner.ReasonPhrase; set => inner.ReasonPhrase = value; }

        public IHeaderDictionary Headers { get => inner.Headers; set => inner.Headers = value; }

        [Obsolete("As the interface.")]
        public Stream Body { get => inner.Body; set => inner.Body = value; }

        public bool HasStarted => inner.HasStarted;

        public void OnStarting(Func<object, Task> callback, object state) => inner.OnStarting(callback, state);

        public void OnCompleted(Func<object, Task> callback, object state)
        {
            thrower.At("IHttpResponseFeature.OnCompleted");
            inner.OnCompleted(callback, state);
        }
    }
}
