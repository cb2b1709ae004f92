using System.Diagnostics;

namespace Stackbilt.Observability.Tests;

/// <summary>MassTransit has an activity for each consumer: deep code is below it, and nothing is there twice.</summary>
public class MassTransitTests
{
    const string Handled = """
        send orders
          orders send
            Order receive
              Order process
                stock.reserve
        """;

    const string Failed = """
        send orders
          orders send
            Order receive
              Order process
                stock.reserve
              Order process
                stock.reserve
              faults send
            Order_error receive
              Order_error process
                stock.reserve
        """;

    const string WithTheClients = """
        send orders
          orders send
            publish
              deliver -> publish
            Order receive
              Order process
                stock.reserve
        """;

    /// <summary>The carrier, and whether the consumer has the line that adopts.</summary>
    public static TheoryData<string, bool> All
    {
        get
        {
            var data = new TheoryData<string, bool> { { "Activity", false } };
            foreach (var carrier in Carriers.Names)
                data.Add(carrier, true);

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public Task Deep_code_in_a_consumer_is_below_the_activity_of_that_consumer(string carrier, bool hasTheLine) =>
        HandleAsync(Transit.RabbitMQ, carrier, hasTheLine);

    [Theory]
    [MemberData(nameof(All))]
    public Task It_is_so_in_memory_too(string carrier, bool hasTheLine) => HandleAsync(Transit.InMemory, carrier, hasTheLine);

    [Theory]
    [MemberData(nameof(All))]
    public async Task Each_attempt_of_a_consumer_that_fails_is_an_error_and_the_queue_of_errors_is_in_its_trace(string carrier, bool hasTheLine)
    {
        var exported = await Transit.RunAsync(Transit.RabbitMQ, carrier, hasTheLine, fails: true);

        Assert.Equal(Under(carrier, Failed), exported.Tree());
        Assert.Equal(
            Enumerable.Repeat(("Order process", "No such order."), 2),
            exported.Activities.Where(static activity => activity.Status == ActivityStatusCode.Error)
                .Select(static attempt => (attempt.DisplayName, attempt.StatusDescription ?? "")));
        // MassTransit writes by itself what was thrown, and so does the line.
        Assert.Equal(
            hasTheLine ? 4 : 2,
            exported.Activities.Sum(static activity => activity.Events.Count(static happened => happened.Name == "exception")));
    }

    [Fact]
    public async Task Who_listens_to_the_client_as_well_has_spans_that_say_the_same_again()
    {
        var exported = await Transit.RunAsync(
            Transit.RabbitMQ, "AsyncLocal", hasTheLine: true, fails: false, HeardClient.Publisher, HeardClient.Subscriber);

        Assert.Equal(WithTheClients, exported.Tree());
    }

    static async Task HandleAsync(string transport, string carrier, bool hasTheLine)
    {
        var exported = await Transit.RunAsync(transport, carrier, hasTheLine);

        Assert.Equal(Under(carrier, Handled), exported.Tree());
    }

    /// <summary>Where nothing of ours is ambient, MassTransit begins a trace; and <c>Null</c> hands no span to deep code.</summary>
    static string Under(string carrier, string tree) => carrier is not ("Explicit" or "Null")
        ? tree
        : string.Join('\n', tree.Split('\n')
            .Where(line => carrier == "Explicit" || !line.EndsWith(Shop.Deep, StringComparison.Ordinal))
            .Select(static (line, place) => place == 0 ? line : line[2..]));
}
