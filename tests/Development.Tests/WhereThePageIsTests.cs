using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability.Tests;

/// <summary>The page is there in development alone, and for its own machine alone, unless the application says otherwise.</summary>
public class WhereThePageIsTests
{
    [Theory]
    [InlineData("Development", null, HttpStatusCode.OK)]
    [InlineData("Development", true, HttpStatusCode.OK)]
    [InlineData("Development", false, HttpStatusCode.NotFound)]
    [InlineData("Production", null, HttpStatusCode.NotFound)]
    [InlineData("Staging", null, HttpStatusCode.NotFound)]
    [InlineData("Production", true, HttpStatusCode.OK)]
    public async Task Is_in_development_or_where_it_is_asked_for(string environment, bool? enabled, HttpStatusCode expected)
    {
        await using var app = await PageApplication.StartAsync(environment: environment, page: options => options.Enabled = enabled);

        Assert.Equal(expected, await app.StatusOfAsync("/traces"));
    }

    [Fact]
    public async Task Elsewhere_nothing_is_recorded_for_it()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.AddStackbiltTraces();
        builder.AddStackbiltObservability();
        await using var app = builder.Build();
        app.MapStackbiltTraces().RequireAuthorization();

        Assert.Empty(app.Services.GetServices<ISpanProcessor>());
        Assert.Empty(((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)app).DataSources.SelectMany(static source => source.Endpoints));
        Assert.False(app.Services.GetRequiredService<Tracer>().Enabled);
    }

    [Fact]
    public async Task Without_the_line_before_it_the_line_that_maps_it_says_what_is_missing()
    {
        await using var app = WebApplication.CreateBuilder().Build();

        var thrown = Assert.Throws<InvalidOperationException>(() => app.MapStackbiltTraces());

        Assert.Contains("builder.AddStackbiltTraces()", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Added_twice_it_is_there_once()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });

        builder.AddStackbiltTraces().AddStackbiltTraces();

        Assert.Single(builder.Services, static service => service.ServiceType == typeof(ISpanProcessor));
    }

    [Theory]
    [InlineData(0, 500, 2000, "MaxTraces is from 1 to 1000; it was 0.")]
    [InlineData(50, 10_001, 2000, "MaxSpansPerTrace is from 1 to 10000; it was 10001.")]
    [InlineData(50, 500, 15, "MaxTextLength is from 16 to 100000; it was 15.")]
    public void A_limit_out_of_its_range_is_refused_at_once(int traces, int spans, int length, string message)
    {
        var builder = WebApplication.CreateBuilder();

        var thrown = Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddStackbiltTraces(options =>
            (options.MaxTraces, options.MaxSpansPerTrace, options.MaxTextLength) = (traces, spans, length)));

        Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", "localhost:5000", null, HttpStatusCode.OK)]
    [InlineData("127.8.9.1", "127.0.0.1", null, HttpStatusCode.OK)]
    [InlineData("::1", "[::1]:5000", null, HttpStatusCode.OK)]
    [InlineData("::ffff:127.0.0.1", "greetings.localhost", null, HttpStatusCode.OK)]
    [InlineData(null, "localhost", null, HttpStatusCode.OK)]
    [InlineData("192.168.1.7", "localhost", null, HttpStatusCode.Forbidden)]
    [InlineData("::ffff:192.168.1.7", "localhost", null, HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "localhost", "X-Forwarded-For", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "localhost", "Forwarded", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "localhost", "X-Original-For", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "localhost", "x-forwarded-host", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "localhost", "X-Forwarded-Proto", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "localhost", "Via", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "localhost", "X-Real-IP", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "localhost", "CF-Connecting-IP", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "localhost", "X-Request-Id", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", "rebound.example:5000", null, HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "192.168.1.7", null, HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "localhost.example", null, HttpStatusCode.Forbidden)]
    public async Task Is_for_its_own_machine(string? address, string host, string? header, HttpStatusCode expected)
    {
        foreach (var allowRemote in (bool[])[false, true])
        {
            await using var app = await PageApplication.StartAsync(
                page: options => options.AllowRemote = allowRemote,
                before: app => app.Use(next => context =>
                {
                    context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
                    context.Request.Host = new HostString(host);
                    if (header is not null)
                        context.Request.Headers[header] = "203.0.113.9";

                    return next(context);
                }));

            Assert.Equal(allowRemote ? HttpStatusCode.OK : expected, await app.StatusOfAsync("/traces"));
        }
    }

    /// <summary>Also where the application lets every page read every answer.</summary>
    [Theory]
    [InlineData(null, null, null, HttpStatusCode.OK)]
    [InlineData("none", "navigate", null, HttpStatusCode.OK)]
    [InlineData("cross-site", "navigate", null, HttpStatusCode.OK)]
    [InlineData("same-origin", "cors", null, HttpStatusCode.OK)]
    [InlineData("same-origin", "cors", "http://localhost", HttpStatusCode.OK)]
    [InlineData("cross-site", "cors", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("same-site", "no-cors", null, HttpStatusCode.Forbidden)]
    [InlineData(null, null, "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData(null, null, "null", HttpStatusCode.Forbidden)]
    public async Task No_page_of_another_site_may_read_it(string? site, string? mode, string? origin, HttpStatusCode expected)
    {
        foreach (var allowRemote in (bool[])[false, true])
        {
            await using var app = await PageApplication.StartAsync(
                page: options => options.AllowRemote = allowRemote,
                before: app => app.Use(next => context =>
                {
                    context.Request.Headers["Sec-Fetch-Site"] = site;
                    context.Request.Headers["Sec-Fetch-Mode"] = mode;
                    context.Request.Headers.Origin = origin;
                    return next(context);
                }));

            Assert.Equal(expected, await app.StatusOfAsync("/traces"));
        }
    }
}
