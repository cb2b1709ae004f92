using System.Net;

namespace Stackbilt.Observability.Tests;

/// <summary>A request that is sent again, and one that has its headers already.</summary>
public class ResendingTests
{
    [Fact]
    public async Task Each_sending_has_a_span_of_its_own()
    {
        var answers = new Queue<HttpStatusCode>([HttpStatusCode.ServiceUnavailable, HttpStatusCode.BadGateway, HttpStatusCode.OK]);
        var inner = new Answering((_, _) => Task.FromResult(new HttpResponseMessage(answers.Dequeue())));
        var recorder = new SpanRecorder();
        var tracer = new Tracer(new AsyncLocalCarrier(), [recorder]);
        using var client = new HttpClient(new Retrying { InnerHandler = new SpanHandler(tracer) { InnerHandler = inner } });

        await tracer.RunInSpan(tracer.StartRoot("work"), _ => client.GetAsync(new Uri("http://cards.example/")));

        var sent = recorder.Spans.Where(static span => span.Kind == SpanKind.Client).ToList();
        Assert.Equal([503L, 502L, 200L], sent.Select(static span => span.ValueOf("http.response.status_code")));
        Assert.Equal([null, 1L, 2L], sent.Select(static span => span.ValueOf("http.request.resend_count")));
        Assert.Single(sent.Select(static span => span.ParentSpanId).Distinct());
        Assert.Equal(sent.Select(static span => $"00-{span.Context.TraceId}-{span.Context.SpanId}-03"), inner.Parents);
    }

    [Fact]
    public async Task A_request_that_goes_out_under_another_span_has_the_baggage_of_that_one()
    {
        var baggage = new List<string?>();
        var inner = Answering.By(request => baggage.Add(
            request.Headers.TryGetValues("baggage", out var values) ? Assert.Single(values) : null));
        var tracer = new Tracer(new ExplicitCarrier(), [new SpanRecorder()]);
        using var client = new HttpMessageInvoker(new SpanHandler(tracer) { InnerHandler = inner });
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://cards.example/");
        using var first = tracer.StartRoot("first").SetBaggage("tenant", "1");
        using var second = tracer.StartRoot("second").SetBaggage("tenant", "2");
        using var third = tracer.StartRoot("third");

        foreach (var span in new[] { first, second, third })
        {
            using var response = await client.SendAsync(request.SetSpan(span), CancellationToken.None);
        }

        Assert.Equal(["tenant=1", "tenant=2", null], baggage);
    }

    [Theory]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01")]
    [InlineData("anything")]
    public async Task A_header_of_the_applications_stays_and_no_span_is_added(string header)
    {
        var inner = Answering.With(HttpStatusCode.ServiceUnavailable);
        var recorder = new SpanRecorder();
        var tracer = new Tracer(new AsyncLocalCarrier(), [recorder]);
        using var client = new HttpClient(new Retrying { InnerHandler = new SpanHandler(tracer) { InnerHandler = inner } });
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://cards.example/");
        request.Headers.TryAddWithoutValidation("traceparent", header);

        await tracer.RunInSpan(tracer.StartRoot("work"), _ => client.SendAsync(request));

        Assert.Equal([header, header, header], inner.Parents);
        Assert.Equal(["work"], recorder.Spans.Select(static span => span.Name));
    }

    [Fact]
    public async Task Inject_by_hand_is_such_a_header()
    {
        var inner = Answering.With(HttpStatusCode.OK);
        using var traced = new Traced(inner);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");

        await traced.Tracer.RunInSpan(traced.Tracer.StartRoot("work"), async _ =>
        {
            using var call = traced.Tracer.Current?.StartChild("call", SpanKind.Client);
            TraceContextPropagator.Inject(call, request);
            using var response = await traced.Client.SendAsync(request);
        });

        Assert.Equal("call", traced.Sent.Name);
        Assert.Contains($"{traced.Sent.Context.SpanId}", Assert.Single(inner.Parents), StringComparison.Ordinal);
    }

    sealed class Retrying : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            for (var number = 0; number < 2 && !response.IsSuccessStatusCode; number++)
            {
                response.Dispose();
                response = await base.SendAsync(request, cancellationToken);
            }

            return response;
        }
    }
}
