using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Stackbilt.Observability.Tests;

/// <summary>The handler around the platform's own client.</summary>
public class OverSocketsTests
{
    [Theory]
    [InlineData(HttpProtocols.Http1, "1.1", "HTTP/1.1")]
    [InlineData(HttpProtocols.Http2, "2", "HTTP/2")]
    public async Task A_request_goes_out_by_every_version(HttpProtocols protocols, string version, string protocol)
    {
        await using var called = await Called.StartAsync(protocols);
        using var traced = new Traced(new SocketsHttpHandler { UseProxy = false });

        await traced.SendAsync(new HttpRequestMessage(HttpMethod.Get, called.Address)
        {
            Version = Version.Parse(version.Length == 1 ? version + ".0" : version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        });

        Assert.Equal(version, traced.Sent.ValueOf("network.protocol.version"));
        var sent = Assert.Single(called.Sent);
        Assert.Equal((protocol, $"00-{traced.Sent.Context.TraceId}-{traced.Sent.Context.SpanId}-03"), (sent.Protocol, sent.Parent));
    }

    /// <summary>HttpClient takes the headers of the first request away and writes those of an activity that nobody sees.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_it_is_redirected_every_request_names_the_span(bool hasActivity)
    {
        await using var called = await Called.StartAsync();
        using var traced = new Traced(new SocketsHttpHandler { UseProxy = false }, new ExplicitCarrier());
        using var activity = hasActivity ? new Activity("request").SetIdFormat(ActivityIdFormat.W3C) : null;
        activity?.AddBaggage("team", "cards").Start().ActivityTraceFlags |= ActivityTraceFlags.Recorded;
        using var given = activity is null ? traced.Tracer.StartRoot("given") : traced.Tracer.StartSpan("given", activity);

        await traced.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(called.Address, "/moved")).SetSpan(given));

        Assert.Equal(2, called.Sent.Count);
        Assert.All(called.Sent, sent => Assert.StartsWith($"00-{traced.Sent.Context.TraceId}-{traced.Sent.Context.SpanId}-", sent.Parent, StringComparison.Ordinal));
        Assert.All(called.Sent, sent => Assert.Equal(hasActivity ? "team=cards" : "", sent.Baggage.Replace(" ", "", StringComparison.Ordinal)));
        Assert.Equal(200L, traced.Sent.ValueOf("http.response.status_code"));
    }

    /// <summary>
    /// The next service hangs below what a back end has. Where it has nothing, each sending has an id of its own, as W3C Trace Context
    /// has it, and as HttpClient does without us.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_no_span_is_active_requests_name_the_activity_that_is_current_if_it_is_heard(bool isHeard)
    {
        await using var called = await Called.StartAsync();
        using var source = new ActivitySource("Http.Tests.Unheard");
        using var host = new ActivitySource("Http.Tests.Host");
        using var listener = new ActivityListener
        {
            ShouldListenTo = heard => isHeard && ReferenceEquals(heard, host),
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var client = new HttpClient(new SpanHandler(new Tracer(new NullCarrier(), processors: null, source))
        {
            InnerHandler = new SocketsHttpHandler { UseProxy = false },
        });
        using var request = host.StartActivity("request") ?? new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();

        for (var number = 0; number < 3; number++)
            (await client.GetAsync(called.Address)).Dispose();

        Assert.All(called.Sent, sent => Assert.StartsWith($"00-{request.TraceId}-", sent.Parent, StringComparison.Ordinal));
        Assert.Equal(isHeard ? 1 : 3, called.Sent.Select(static sent => sent.Parent).Distinct().Count());
        Assert.Equal(isHeard, called.Sent.Any(sent => sent.Parent == request.Id));
    }

    /// <summary>HttpClient would name an activity of its own below it, which no back end sees.</summary>
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_request_that_outlives_its_span_names_that_span(bool isHeard, bool hasHost)
    {
        await using var called = await Called.StartAsync();
        using var traced = new Traced(new SocketsHttpHandler { UseProxy = false });
        using var listener = new ActivityListener
        {
            ShouldListenTo = heard => isHeard && ReferenceEquals(heard, traced.Source),
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        var isOver = new TaskCompletionSource();
        var (span, left) = await Task.Run(() =>
        {
            using var host = hasHost ? new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start() : null;
            using var server = host is null
                ? traced.Tracer.StartActiveSpan("GET", default(SpanContext), SpanKind.Server)
                : traced.Tracer.Adopt(host, "GET", SpanKind.Server);
            return (server, host is null ? SendLaterAsync() : traced.Tracer.Carrier.RunWithSpan(server, _ => Task.FromResult(SendLaterAsync())).Result);
        });
        isOver.SetResult();
        await left;

        // Where nothing of it is left in the flow, the next service begins a trace of its own.
        var named = isHeard || hasHost ? $"00-{span.TraceId}-{span.SpanId}-03" : "";
        Assert.Equal(named, Assert.Single(called.Sent).Parent);
        GC.KeepAlive(traced);

        async Task SendLaterAsync()
        {
            await isOver.Task;
            (await traced.Client.GetAsync(called.Address)).Dispose();
        }
    }

    /// <summary>An activity of the application's own that nobody hears is nobody's parent.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_inside_an_activity_that_nobody_hears_names_what_is_exported_around_it(bool isHeard)
    {
        await using var called = await Called.StartAsync();
        using var traced = new Traced(new SocketsHttpHandler { UseProxy = false }, new ExplicitCarrier());
        using var listener = new ActivityListener
        {
            ShouldListenTo = heard => isHeard && ReferenceEquals(heard, traced.Source),
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var host = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var server = traced.Tracer.Adopt(host, "GET", SpanKind.Server);
        using var mine = new Activity("mine").Start();

        (await traced.Client.GetAsync(called.Address)).Dispose();

        Assert.Equal($"00-{server.TraceId}-{server.SpanId}-03", Assert.Single(called.Sent).Parent);
    }

    [Fact]
    public async Task A_connection_that_cannot_be_made_is_an_error()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var traced = new Traced(new SocketsHttpHandler { UseProxy = false });

        await Assert.ThrowsAsync<HttpRequestException>(() =>
            traced.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"http://{taken.LocalEndPoint}/")));

        Assert.Equal("connection_error", traced.Sent.ValueOf("error.type"));
    }

    /// <summary>A connection outlives the request that it was made for, and whatever it started must not keep the client span.</summary>
    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task A_pooled_connection_never_sees_the_client_span(HttpProtocols protocols)
    {
        await using var called = await Called.StartAsync(protocols);
        var seen = new List<string?>();
        Traced? traced = null;
        traced = new Traced(new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (context, cancellation) =>
            {
                seen.Add(traced!.Tracer.Current?.Name);
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new WatchedStream(socket, () => seen.Add(traced.Tracer.Current?.Name));
            },
        });
        using (traced)
        {
            for (var number = 0; number < 2; number++)
            {
                await traced.Tracer.RunInSpan(traced.Tracer.StartRoot($"request {number}"), async _ =>
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, called.Address)
                    {
                        Version = protocols == HttpProtocols.Http2 ? HttpVersion.Version20 : HttpVersion.Version11,
                        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                    };
                    using var response = await traced.Client.SendAsync(request);
                });
            }

            Assert.NotEmpty(seen);
            Assert.DoesNotContain("GET", seen);
            Assert.Equal(2, traced.Recorder.Spans.Count(static span => span.Kind == SpanKind.Client));
        }
    }

    sealed class WatchedStream(Socket socket, Action look) : NetworkStream(socket, ownsSocket: true)
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            look();
            return base.WriteAsync(buffer, cancellationToken);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            look();
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
