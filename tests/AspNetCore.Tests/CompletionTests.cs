using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Stackbilt.Observability.Tests;

public class CompletionTests
{
    [Theory, EveryServerAndCarrier]
    public async Task The_span_lasts_as_long_as_the_response_does(Server server, string carrier)
    {
        var goOn = new Signal();
        bool? hadEndedBeforeTheLast = null;
        await using var app = await TestApplication.StartAsync(server, carrier, inside =>
            inside.MapGet("/", async (HttpContext context) =>
            {
                await context.Response.WriteAsync("the first,");
                await context.Response.Body.FlushAsync();
                await goOn.WaitAsync();
                hadEndedBeforeTheLast = context.GetRequestSpan()?.HasEnded;
                await context.Response.WriteAsync("the last");
            }));

        using var response = await app.Client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var first = new byte["the first,".Length];
        await body.ReadExactlyAsync(first, HangGuard.Token);
        Assert.Empty(app.Recorder.Spans);
        goOn.Give();
        using var rest = new StreamReader(body);

        Assert.Equal("the last", await rest.ReadToEndAsync(HangGuard.Token));
        await app.OneSpanAsync();
        Assert.Equal(Carriers.PassesToWork(carrier) ? false : null, hadEndedBeforeTheLast);
    }

    [Theory, EveryServerAndCarrier]
    public async Task The_span_ends_after_everything_else_that_waits_for_the_response_to_complete(
        Server server, string carrier)
    {
        var finished = new TaskCompletionSource<bool?>();
        await using var app = await TestApplication.StartAsync(server, carrier, inside =>
            inside.MapGet("/", (HttpContext context) =>
            {
                var span = context.GetRequestSpan();
                context.Response.OnCompleted(() =>
                {
                    finished.SetResult(span?.HasEnded);
                    return Task.CompletedTask;
                });
            }));

        await app.Client.GetAsync("/");

        Assert.Equal(Carriers.PassesToWork(carrier) ? false : null, await finished.Task.Guarded());
        await app.OneSpanAsync();
    }

    [Theory, EveryServerAndCarrier]
    public async Task A_client_that_goes_away_ends_the_span_without_an_error(Server server, string carrier)
    {
        var started = new Signal();
        await using var app = await TestApplication.StartAsync(server, carrier, inside =>
            inside.MapGet("/", async (HttpContext context) =>
            {
                started.Give();
                await context.RequestAborted.WaitAsync();
            }));

        await LeaveAsync(app, started);

        var span = await app.OneSpanAsync();
        Assert.Equal(SpanStatus.Unset, span.Status);
        Assert.Equal(499L, span.Get("http.response.status_code"));
        Assert.Equal([typeof(TaskCanceledException).FullName], span.Exceptions());
    }

    [Theory, EveryServerAndCarrier]
    public async Task A_handler_that_lets_a_client_go_ends_the_span_as_well(Server server, string carrier)
    {
        var started = new Signal();
        await using var app = await TestApplication.StartAsync(server, carrier, inside =>
            inside.MapGet("/", async (HttpContext context) =>
            {
                var gone = new Signal();
                using var registration = context.RequestAborted.Register(gone.Give);
                started.Give();
                await gone.WaitAsync();
            }));

        await LeaveAsync(app, started);

        var span = await app.OneSpanAsync();
        Assert.Equal(SpanStatus.Unset, span.Status);
        Assert.Empty(span.Events);
    }

    [Theory, EveryServerAndCarrier]
    public async Task A_client_that_goes_away_in_the_middle_of_the_response_ends_the_span(Server server, string carrier)
    {
        await using var app = await TestApplication.StartAsync(server, carrier, static inside =>
            inside.MapGet("/", static async (HttpContext context) =>
            {
                await context.Response.WriteAsync("the first,");
                await context.Response.Body.FlushAsync();
                await context.RequestAborted.WaitAsync();
            }));

        using (var response = await app.Client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead))
        {
            await using var body = await response.Content.ReadAsStreamAsync();
            await body.ReadExactlyAsync(new byte[1], HangGuard.Token);
        }

        var span = await app.OneSpanAsync();
        Assert.Equal(SpanStatus.Unset, span.Status);
        Assert.Equal(200L, span.Get("http.response.status_code"));
    }

    static async Task LeaveAsync(TestApplication app, Signal started)
    {
        using var leaving = new CancellationTokenSource();
        var request = app.Client.GetAsync("/", leaving.Token);
        await started.WaitAsync();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
    }
}
