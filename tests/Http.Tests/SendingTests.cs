using System.Diagnostics;
using System.Net;

namespace Stackbilt.Observability.Tests;

/// <summary>A request is sent once, its outcome is that of the sending, and nothing of ours comes out of it.</summary>
public class SendingTests
{
    public static TheoryData<string> Carriers => [.. CarriersByName.Keys];

    static readonly Dictionary<string, Func<IContextCarrier>> CarriersByName = new()
    {
        [nameof(AsyncLocalCarrier)] = static () => new AsyncLocalCarrier(),
        [nameof(ActivityCarrier)] = static () => new ActivityCarrier(),
        [nameof(ExplicitCarrier)] = static () => new ExplicitCarrier(),
        [nameof(NullCarrier)] = static () => new NullCarrier(),
    };

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task A_span_that_is_given_is_the_parent_whatever_is_active(string carrier)
    {
        var inner = Answering.With(HttpStatusCode.OK);
        using var traced = new Traced(inner, CarriersByName[carrier]());
        using var given = traced.Tracer.StartRoot("given");

        await traced.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/").SetSpan(given));

        Assert.Equal(given.SpanId, traced.Sent.ParentSpanId);
        Assert.Equal($"00-{given.TraceId}-{traced.Sent.Context.SpanId}-03", Assert.Single(inner.Parents));
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task The_baggage_of_the_span_goes_along_and_what_is_there_already_stays(string carrier)
    {
        var baggage = new List<string?>();
        var inner = Answering.By(request => baggage.Add(
            request.Headers.TryGetValues("baggage", out var values) ? Assert.Single(values) : null));
        using var traced = new Traced(inner, CarriersByName[carrier]());
        using var given = traced.Tracer.StartRoot("given").SetBaggage("team", "cards");
        using var byHand = new HttpRequestMessage(HttpMethod.Get, "/").SetSpan(given);
        byHand.Headers.Add("baggage", "by=hand");

        using var first = await traced.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/").SetSpan(given));
        using var second = await traced.Client.SendAsync(byHand);

        Assert.Equal(["team=cards", "by=hand"], baggage);
    }

    [Fact]
    public async Task Null_takes_back_what_was_given()
    {
        using var traced = new Traced(Answering.With(HttpStatusCode.OK));
        using var given = traced.Tracer.StartRoot("given");

        await traced.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/").SetSpan(given).SetSpan(null));

        Assert.NotEqual(given.SpanId, traced.Sent.ParentSpanId);
    }

    [Fact]
    public async Task Where_no_span_is_active_the_request_goes_out_as_it_is()
    {
        var inner = Answering.With(HttpStatusCode.OK);
        using var traced = new Traced(inner);

        using var response = await traced.Client.GetAsync("/");

        Assert.Equal([null], inner.Parents);
        Assert.Empty(traced.Recorder.Spans);
    }

    [Fact]
    public async Task Where_no_span_is_active_it_goes_on_below_the_activity_that_is_current()
    {
        var inner = Answering.With(HttpStatusCode.OK);
        using var traced = new Traced(inner, new NullCarrier());
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();

        using var response = await traced.Client.GetAsync("/");

        Assert.Equal([request.Id], inner.Parents);
    }

    [Fact]
    public async Task Of_a_trace_that_is_not_sampled_the_headers_go_out()
    {
        var inner = Answering.With(HttpStatusCode.OK);
        using var traced = new Traced(inner);
        var remote = new SpanContext(TraceId.CreateRandom(), SpanId.CreateRandom(), IsSampled: false, TraceState: "rojo=1", IsRemote: true);

        await traced.Tracer.RunInSpan(traced.Tracer.StartSpan("work", remote), _ => traced.Client.GetAsync("/"));

        Assert.StartsWith($"00-{remote.TraceId}-", Assert.Single(inner.Parents), StringComparison.Ordinal);
        Assert.EndsWith("-00", inner.Parents[0], StringComparison.Ordinal);
        Assert.Empty(traced.Recorder.Spans);
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task Of_a_trace_that_is_not_sampled_each_request_has_an_id_of_its_own(string carrier)
    {
        var inner = Answering.With(HttpStatusCode.OK);
        using var traced = new Traced(inner, CarriersByName[carrier]());
        using var given = traced.Tracer.StartSpan("work", new SpanContext(TraceId.CreateRandom(), SpanId.CreateRandom(), IsSampled: false, IsRemote: true));

        for (var number = 0; number < 3; number++)
            (await traced.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/").SetSpan(given))).Dispose();

        Assert.Equal(4, inner.Parents.Append(TraceContextPropagator.TraceParent(given.Context)).Distinct().Count());
        Assert.All(inner.Parents, parent => Assert.StartsWith($"00-{given.TraceId}-", parent, StringComparison.Ordinal));
    }

    [Fact]
    public void A_synchronous_sending_has_its_span()
    {
        using var traced = new Traced(Answering.With(HttpStatusCode.NotFound));
        using var root = traced.Tracer.StartRoot("work");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/").SetSpan(root);

        using var response = traced.Client.Send(request);

        Assert.Equal((root.SpanId, "404"), (traced.Sent.ParentSpanId, traced.Sent.ValueOf("error.type")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_thrown_is_what_comes_out_and_the_request_was_sent_once(bool isAsync)
    {
        var thrown = new InvalidOperationException("told");
        var inner = Answering.Throwing(thrown);
        using var traced = new Traced(inner);
        using var root = traced.Tracer.StartRoot("work");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/").SetSpan(root);
        using var invoker = new HttpMessageInvoker(traced.Handler, disposeHandler: false);
        request.RequestUri = new Uri("http://cards.example/");

        var caught = isAsync
            ? await Record.ExceptionAsync(() => invoker.SendAsync(request, CancellationToken.None))
            : Record.Exception(() => invoker.Send(request, CancellationToken.None));

        Assert.Same(thrown, caught);
        Assert.Single(inner.Parents);
        Assert.Equal("System.InvalidOperationException", traced.Sent.ValueOf("error.type"));
    }

    [Fact]
    public async Task A_sending_that_is_stopped_ends_its_span_with_an_error()
    {
        using var stop = new CancellationTokenSource();
        var sending = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var traced = new Traced(new Answering(async (_, cancellation) =>
        {
            sending.SetResult();
            return await new TaskCompletionSource<HttpResponseMessage>().Task.WaitAsync(cancellation);
        }));
        using var root = traced.Tracer.StartRoot("work");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/").SetSpan(root);

        var sent = traced.Client.SendAsync(request, stop.Token);
        await sending.Task.Guarded();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent.Guarded());

        Assert.True(sent.IsCanceled);
        Assert.Equal("System.Threading.Tasks.TaskCanceledException", traced.Sent.ValueOf("error.type"));
        Assert.Equal(SpanStatus.Error, traced.Sent.Status);
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task Nothing_is_made_active_or_current_inside_or_after(string carrier)
    {
        var seen = new List<(Span? Active, Activity? Current)>();
        Traced? traced = null;
        traced = new Traced(Answering.By(_ => seen.Add((traced!.Tracer.Current, Activity.Current))), CarriersByName[carrier]());
        using (traced)
        {
            using var given = traced.Tracer.StartRoot("given");
            var before = (traced.Tracer.Current, Activity.Current);
            using var response = await traced.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/").SetSpan(given));

            Assert.Equal([before, before], [.. seen, (traced.Tracer.Current, Activity.Current)]);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_traces_the_state_of_the_one_that_is_current_is_not_sent_with_the_other(bool onSockets)
    {
        await using var called = await Called.StartAsync();
        using var traced = new Traced(
            onSockets ? new SocketsHttpHandler { UseProxy = false } : new HttpClientHandler { UseProxy = false }, new ExplicitCarrier());
        using var given = traced.Tracer.StartRoot("given");
        using var other = new Activity("other").SetIdFormat(ActivityIdFormat.W3C);
        other.TraceStateString = "other=1";
        other.AddBaggage("of", "another").Start();

        using var response = await traced.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, called.Address).SetSpan(given));

        var sent = Assert.Single(called.Sent);
        Assert.Contains($"{traced.Sent.Context.SpanId}", sent.Parent, StringComparison.Ordinal);
        Assert.Equal(("", ""), (sent.State, sent.Baggage));
        Assert.Same(other, Activity.Current);
    }

    [Fact]
    public async Task Sendings_at_the_same_time_stay_below_their_own_spans()
    {
        using var traced = new Traced(new Answering(async (_, _) =>
        {
            await Task.Yield();
            return new HttpResponseMessage();
        }));

        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => traced.Tracer.RunInSpan(
            traced.Tracer.StartRoot($"{number}"), _ => traced.Client.GetAsync($"/{number}"))));

        var names = traced.Recorder.Spans.ToDictionary(static span => span.Context.SpanId, static span => span.Name);
        var sent = traced.Recorder.Spans.Where(static span => span.Kind == SpanKind.Client).ToList();
        Assert.Equal(100, sent.Count);
        Assert.All(sent, span => Assert.Equal($"http://cards.example/{names[span.ParentSpanId]}", span.ValueOf("url.full")));
    }

    [Fact]
    public void Where_there_is_no_span_a_sending_allocates_nothing()
    {
        var answer = Task.FromResult(new HttpResponseMessage());
        using var traced = new Traced(new Unchanging(answer));
        using var invoker = new HttpMessageInvoker(traced.Handler, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://cards.example/");

        Assert.Equal(0, Allocated.BytesBy(() => invoker.SendAsync(request, CancellationToken.None)));
    }

    [Fact]
    public async Task A_null_request_is_refused_as_without_the_handler()
    {
        using var traced = new Traced(Answering.With(HttpStatusCode.OK));
        using var faults = new FaultsOf(traced.Handler);
        using var invoker = new HttpMessageInvoker(traced.Handler, disposeHandler: false);

        await Assert.ThrowsAsync<ArgumentNullException>(() => invoker.SendAsync(null!, CancellationToken.None));
        Assert.Throws<ArgumentNullException>(() => new SpanHandler(null!));
        Assert.Throws<ArgumentNullException>(() => ((HttpRequestMessage)null!).SetSpan(null));

        Assert.Empty(faults.Reported);
    }

    sealed class Unchanging(Task<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer;
    }
}
