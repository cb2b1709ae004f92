using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability.Tests;

/// <summary>How the host reads headers: as we do, where requests have spans and the application has not said how.</summary>
public class HostPropagatorTests
{
    const string Valid = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01";
    const string FromTheFuture = "cc-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01-more";

    [Theory]
    [InlineData(true, true, FromTheFuture, Valid)]
    [InlineData(true, true, Valid, Valid)]
    [InlineData(true, false, FromTheFuture, FromTheFuture)]
    [InlineData(false, true, FromTheFuture, FromTheFuture)]
    public async Task Reads_a_later_version_where_requests_have_spans(bool enabled, bool used, string header, string? expected)
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddStackbiltObservability(options => options.Enabled = enabled);
        await using var application = builder.Build();
        if (used)
            application.UseStackbiltObservability();

        var found = FoundBy(application, header);
        Assert.Equal(expected, found);
        if (expected == header)
            Assert.Same(header, found);
    }

    [Fact]
    public async Task One_that_the_application_has_chosen_stays()
    {
        var chosen = DistributedContextPropagator.CreateNoOutputPropagator();
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddSingleton(chosen);
        builder.AddStackbiltObservability();
        await using var application = builder.Build();
        application.UseStackbiltObservability();

        Assert.Same(chosen, application.Services.GetRequiredService<DistributedContextPropagator>());
    }

    static string? FoundBy(WebApplication application, string header)
    {
        application.Services.GetRequiredService<DistributedContextPropagator>().ExtractTraceIdAndState(
            header,
            static (object? carrier, string name, out string? one, out IEnumerable<string>? several) =>
                (one, several) = (name == "traceparent" ? (string)carrier! : null, null),
            out var found,
            out _);
        return found;
    }
}
