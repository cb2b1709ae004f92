using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability.Tests;

/// <summary>A request does not pay for what nobody uses: a scope of services, a span that nobody could see.</summary>
public sealed class UnusedTests
{
    [Theory]
    [InlineData(CarrierNames.AsyncLocal)]
    [InlineData(CarrierNames.Activity)]
    [InlineData(CarrierNames.Explicit)]
    [InlineData(CarrierNames.Null)]
    public async Task A_handler_that_asks_for_no_service_gets_no_scope(string carrier)
    {
        var scopes = await RequestAsync(carrier, static _ => Task.CompletedTask);

        Assert.Equal(0, scopes.Made);
    }

    [Theory]
    [InlineData(CarrierNames.AsyncLocal)]
    [InlineData(CarrierNames.Activity)]
    [InlineData(CarrierNames.Explicit)]
    public async Task A_handler_that_asks_gets_one_scope_with_the_span_in_it(string carrier)
    {
        var scopes = await RequestAsync(carrier, static context =>
        {
            var injected = context.RequestServices.GetRequiredService<RequestSpan>();
            Assert.NotNull(injected.Span);
            Assert.Same(context.GetRequestSpan(), injected.Span);
            Assert.Same(injected, context.RequestServices.GetRequiredService<RequestSpan>());
            return Task.CompletedTask;
        });

        Assert.Equal(1, scopes.Made);
    }

    [Fact]
    public async Task Services_that_were_asked_for_outside_are_the_same_inside()
    {
        RequestSpan? outside = null;
        var scopes = await RequestAsync(
            CarrierNames.Explicit,
            context =>
            {
                Assert.Same(outside, context.RequestServices.GetRequiredService<RequestSpan>());
                Assert.Same(context.GetRequestSpan(), outside!.Span);
                return Task.CompletedTask;
            },
            context => outside = context.RequestServices.GetRequiredService<RequestSpan>());

        Assert.NotNull(outside);
        Assert.Equal(1, scopes.Made);
    }

    [Fact]
    public async Task Services_that_a_handler_exchanges_are_the_ones_that_it_gets()
    {
        using var others = new ServiceCollection().BuildServiceProvider();

        await RequestAsync(CarrierNames.AsyncLocal, context =>
        {
            context.RequestServices = others;
            Assert.Same(others, context.RequestServices);
            return Task.CompletedTask;
        });
    }

    [Theory]
    [InlineData(CarrierNames.AsyncLocal, 1)]
    [InlineData(CarrierNames.Explicit, 1)]
    [InlineData(CarrierNames.Null, 0)]
    public async Task Where_nothing_is_carried_and_nobody_records_there_is_no_span(string carrier, int spans)
    {
        var response = new CountingResponse();

        await RequestAsync(carrier, static _ => Task.CompletedTask, response: response);

        Assert.Equal(spans, response.WantsToKnowTheEnd);
    }

    [Fact]
    public async Task Where_nobody_records_nothing_of_a_request_is_read_for_its_span()
    {
        var asked = 0;

        await RequestAsync(
            CarrierNames.AsyncLocal,
            static _ => Task.CompletedTask,
            context => context.Features.Set<IHttpConnectionFeature>(new CountingConnection(() => asked++)),
            spans: options =>
            {
                options.RequestHeaders.Add("X-Deck");
                options.Enrich = (_, _) => asked++;
            });

        Assert.Equal(0, asked);
    }

    static async Task<CountingScopes> RequestAsync(
        string carrier, RequestDelegate handler, Action<HttpContext>? outside = null, CountingResponse? response = null, Action<ServerSpanOptions>? spans = null)
    {
        var services = new ServiceCollection();
        services.AddStackbiltObservability(options => options.Carrier = carrier);
        await using var provider = services.BuildServiceProvider();
        var scopes = new CountingScopes(provider.GetRequiredService<IServiceScopeFactory>());
        var pipeline = new ApplicationBuilder(provider);
        pipeline.UseStackbiltObservability(spans ?? (static _ => { }));
        pipeline.Run(handler);
        var context = new DefaultHttpContext { ServiceScopeFactory = scopes };
        if (response is not null)
            context.Features.Set<IHttpResponseFeature>(response);

        outside?.Invoke(context);
        await pipeline.Build()(context);
        return scopes;
    }

    sealed class CountingScopes(IServiceScopeFactory inner) : IServiceScopeFactory
    {
        public int Made { get; private set; }

        public IServiceScope CreateScope()
        {
            Made++;
            return inner.CreateScope();
        }
    }

    sealed class CountingConnection(Action count) : HttpConnectionFeature, IHttpConnectionFeature
    {
        System.Net.IPAddress? IHttpConnectionFeature.RemoteIpAddress
        {
            get
            {
                count();
                return null;
            }

            set => base.RemoteIpAddress = value;
        }
    }

    sealed class CountingResponse : HttpResponseFeature
    {
        public int WantsToKnowTheEnd { get; private set; }

        public override void OnCompleted(Func<object, Task> callback, object state) => WantsToKnowTheEnd++;
    }
}
