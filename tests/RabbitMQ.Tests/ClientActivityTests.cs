using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Stackbilt.Observability.Tests;

/// <summary>With the OpenTelemetry SDK listening to RabbitMQ.Client's own activities: they are the message's spans, and none is there twice.</summary>
public class ClientActivityTests
{
    const string Heard = """
        send orders
          publish
            deliver -> publish
              stock.reserve
        """;

    const string HeardByNoDeepCode = """
        send orders
          publish
            deliver -> publish
        """;

    // Nothing of ours is ambient there, so that the client's activity begins a trace.
    const string HeardBesideOurs = """
        send orders
        publish
          deliver -> publish
        """;

    public static TheoryData<string> All => Carriers.All;

    [Theory]
    [InlineData("Activity", Heard)]
    [InlineData("AsyncLocal", HeardByNoDeepCode)]
    [InlineData("Explicit", HeardBesideOurs)]
    [InlineData("Null", HeardBesideOurs)]
    public async Task Without_a_line_of_ours_deep_code_is_below_the_delivery_under_the_carrier_of_activities(string carrier, string tree)
    {
        var exported = await HeardClient.RunAsync(carrier, static (_, _) => HeardClient.DeepAsync(), HeardClient.Publisher, HeardClient.Subscriber);

        Assert.Equal(tree, exported.Tree());
    }

    [Theory]
    [InlineData("Activity", Heard)]
    [InlineData("AsyncLocal", Heard)]
    [InlineData("custom", Heard)]
    [InlineData("Explicit", HeardBesideOurs + "\n    stock.reserve")]
    [InlineData("Null", HeardBesideOurs)]
    public async Task With_the_line_that_adopts_it_is_so_under_every_carrier_that_carries(string carrier, string tree)
    {
        var exported = await HeardClient.RunAsync(carrier, AdoptAsync, HeardClient.Publisher, HeardClient.Subscriber);

        Assert.Equal(tree, exported.Tree());
    }

    [Theory]
    [InlineData("Activity")]
    [InlineData("AsyncLocal")]
    [InlineData("Explicit")]
    [InlineData("Null")]
    public async Task Work_that_throws_in_an_adopted_delivery_is_an_error_of_that_delivery(string carrier)
    {
        var exported = await HeardClient.RunAsync(
            carrier,
            static (tracer, _) => tracer.RunInSpan(tracer.Adopt(Activity.Current), static Task (_) => throw new FormatException("No such order.")),
            HeardClient.Subscriber);

        var deliver = Assert.Single(exported.Activities, static activity => activity.Source.Name == HeardClient.Subscriber);
        Assert.Equal((ActivityStatusCode.Error, "No such order."), (deliver.Status, deliver.StatusDescription));
        Assert.Equal("exception", Assert.Single(deliver.Events).Name);
    }

    [Fact]
    public async Task Where_the_consumer_alone_is_heard_it_is_below_the_span_that_wrote_the_headers()
    {
        var exported = await HeardClient.RunAsync("Activity", static (_, _) => HeardClient.DeepAsync(), HeardClient.Subscriber);

        Assert.Equal("send orders\n  deliver -> send orders\n    stock.reserve", exported.Tree());
    }

    [Theory]
    [InlineData("AsyncLocal")]
    [InlineData("Activity")]
    public async Task A_delivery_begins_a_trace_where_the_application_wants_that(string carrier)
    {
        var before = RabbitMQActivitySource.TracingOptions;
        RabbitMQActivitySource.TracingOptions = new RabbitMQTracingOptions { UsePublisherAsParent = false };
        try
        {
            var exported = await HeardClient.RunAsync(carrier, AdoptAsync, HeardClient.Publisher, HeardClient.Subscriber);

            Assert.Equal("send orders\n  publish\ndeliver -> publish\n  stock.reserve", exported.Tree());
        }
        finally
        {
            RabbitMQActivitySource.TracingOptions = before;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Where_only_ours_is_heard_a_message_has_one_span_at_each_end(string carrier)
    {
        var exported = await HeardClient.RunAsync(carrier, ReceiveAsync);

        Assert.Equal(
            carrier == "Null" ? "send orders\nprocess orders" : "send orders\n  process orders\n    stock.reserve",
            exported.Tree());
    }

    [Theory]
    [InlineData("AsyncLocal", true)]
    [InlineData("Activity", true)]
    [InlineData("Explicit", false)]
    public async Task The_client_writes_the_headers_of_its_own_activity_over_ours(string carrier, bool isBelowOurs)
    {
        var exported = await HeardClient.RunAsync(carrier, ReceiveAsync, HeardClient.Publisher);

        Assert.Equal(
            isBelowOurs
                ? "send orders\n  publish\n    process orders\n      stock.reserve"
                : "send orders\npublish\n  process orders\n    stock.reserve",
            exported.Tree());
    }

    [Theory]
    [InlineData("AsyncLocal", true)]
    [InlineData("Activity", true)]
    [InlineData("Explicit", false)]
    public async Task Unless_the_application_tells_it_to_leave_them(string carrier, bool isBelowOurs)
    {
        var before = RabbitMQActivitySource.ContextInjector;
        RabbitMQActivitySource.ContextInjector = static (_, _) => { };
        try
        {
            var exported = await HeardClient.RunAsync(carrier, ReceiveAsync, HeardClient.Publisher);

            Assert.Equal(
                isBelowOurs
                    ? "send orders\n  publish\n  process orders\n    stock.reserve"
                    : "send orders\n  process orders\n    stock.reserve\npublish",
                exported.Tree());
        }
        finally
        {
            RabbitMQActivitySource.ContextInjector = before;
        }
    }

    static Task AdoptAsync(Tracer tracer, BasicDeliverEventArgs delivery) =>
        tracer.RunInSpan(tracer.Adopt(Activity.Current), static active => HeardClient.DeepAsync(active));

    static Task ReceiveAsync(Tracer tracer, BasicDeliverEventArgs delivery) => tracer.RunInSpan(
        tracer.StartReceived(Shop.Process, delivery.BasicProperties.Headers, MessageHeaders.Get),
        static active => HeardClient.DeepAsync(active));
}
