using System.Net;

namespace Stackbilt.Observability.Tests;

/// <summary>What code of others throws while the handler asks it: the request is sent once all the same, and the fault is reported.</summary>
public class FaultsTests
{
    static readonly InvalidOperationException Thrown = new("told");

    [Fact]
    public async Task A_filter_that_throws_lets_the_request_have_its_span()
    {
        Func<HttpRequestMessage, bool> filter = static _ => throw Thrown;
        using var faults = new FaultsOf(filter);

        await AssertSentAsync(new SpanHandlerOptions { Filter = filter }, hasSpan: true);

        Assert.Same(Thrown, Assert.Single(faults.Reported).Exception);
    }

    [Fact]
    public async Task What_adds_to_the_span_and_throws()
    {
        Action<Span, HttpRequestMessage, HttpResponseMessage?> enrich = static (_, _, _) => throw Thrown;
        using var faults = new FaultsOf(enrich);

        await AssertSentAsync(new SpanHandlerOptions { Enrich = enrich }, hasSpan: true);

        Assert.Same(Thrown, Assert.Single(faults.Reported).Exception);
    }

    [Fact]
    public async Task An_exception_whose_text_throws_comes_out_as_it_is()
    {
        var thrown = new Unreadable();
        using var traced = new Traced(Answering.Throwing(thrown));

        var caught = await Record.ExceptionAsync(() => traced.Tracer.RunInSpan(traced.Tracer.StartRoot("work"), _ => traced.Client.GetAsync("/")));

        Assert.Same(thrown, caught);
        Assert.Equal(typeof(Unreadable).FullName, traced.Sent.ValueOf("error.type"));
    }

    [Fact]
    public async Task A_carrier_that_throws()
    {
        var inner = Answering.With(HttpStatusCode.OK);
        using var traced = new Traced(inner, new Throwing());

        using var response = await traced.Client.GetAsync("/");

        Assert.Equal([null], inner.Parents);
    }

    static async Task AssertSentAsync(SpanHandlerOptions options, bool hasSpan)
    {
        var inner = Answering.With(HttpStatusCode.OK);
        using var traced = new Traced(inner, options: options);

        await traced.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/"));

        Assert.Equal(hasSpan, Assert.Single(inner.Parents) is not null);
    }

    sealed class Unreadable : Exception
    {
        public override string Message => throw Thrown;
    }

    sealed class Throwing : IContextCarrier
    {
        public CarrierCapabilities Capabilities => CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient;

        public Span? Current => throw Thrown;

        public CarrierScope Attach(Span? span) => throw Thrown;
    }
}
