using System.Net.Http.Headers;
using System.Text;
using Stackbilt.Observability.Tests.Activities;

namespace Stackbilt.Observability.Tests.Headers;

/// <summary>Whatever comes in, what goes out is valid: random texts, each run with another seed, which a failure names.</summary>
public class HeaderFuzzTests
{
    const string Parent = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01";
    const int Rounds = 20_000;

    static readonly string[] Pieces =
    [
        "a", "z9", "rojo", "t@v", "=", "=", "=", ",", ",", " ", "\t", "1", "00f067aa0ba902b7", "\r\n", "\n", "\0", "\u00e9",
        "\u2028", "\ud83d\ude00", "\ud800", "@", "A", "-", "_", "~", "x-evil: 1", "k1=v", ",k2=v2", ", k3=v 3 ", ",,",
        new('k', 120), new('v', 130),
    ];

    [Fact]
    public void A_trace_state_in_any_words() => Repeat(static random =>
    {
        var given = Text(random);
        var kept = TraceContextPropagator.Extract(Parent, given).TraceState;
        AssertIsWhatIsLeft(given, kept);

        var context = new SpanContext(new(1, 2), new(3), TraceState: given);
        Assert.Equal(kept, SentBy(context).State);
    });

    [Fact]
    public void Any_parent_that_is_read_is_written_in_order() => Repeat(static random =>
    {
        var context = TraceContextPropagator.Extract(TraceParent(random), Text(random));
        if (!context.IsValid)
        {
            Assert.Equal(default, context);
            return;
        }

        var (parent, state) = SentBy(context);
        Assert.True(TraceStates.IsTraceParent(parent!), parent);
        Assert.True(state is null || TraceStates.IsToBeSent(state), state);
    });

    [Fact]
    public void A_request_of_HttpClient_has_two_lines_more_and_no_third() => Repeat(static random =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://localhost/");
        var tracer = new Tracer(new ExplicitCarrier(), []);
        var span = tracer.StartSpan(Text(random), new SpanContext(new(1, 2), new(3), TraceState: Text(random)));
        span.SetAttribute(Text(random), Text(random));

        TraceContextPropagator.Inject(span, request);

        AssertInOrder(request.Headers);
    });

    [Fact]
    public void What_the_platform_is_given_to_write_is_valid_as_well()
    {
        using var listened = new Listened();
        var tracer = new Tracer(new ExplicitCarrier(), [], listened.Source);
        Repeat(
            random => tracer.StartSpan("job", new SpanContext(new(1, 2), new(3), TraceState: Text(random))).End(),
            rounds: 2_000);

        Assert.Equal(2_000, listened.Stopped.Count);
        Assert.All(
            listened.Stopped.Select(activity => activity.TraceStateString),
            static state => Assert.True(state is null || TraceStates.IsToBeSent(state), state));
    }

    static void AssertIsWhatIsLeft(string given, string? kept)
    {
        if (TraceStates.MembersOf(given) is not { } members)
        {
            Assert.Null(kept);
            return;
        }

        var latest = members.DistinctBy(TraceStates.KeyOf).ToList();
        if (string.Join(',', latest).Length <= 512)
        {
            Assert.Equal(latest.Count == 0 ? null : string.Join(',', latest), kept);
            return;
        }

        Assert.True(kept is null || TraceStates.IsToBeSent(kept), kept);
        Assert.Equal(latest.Where((kept ?? "").Split(',').Contains), kept is null ? [] : kept.Split(','));
    }

    static void AssertInOrder(HttpRequestHeaders headers)
    {
        var lines = headers.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(lines.Length, 1, 2);
        Assert.True(TraceStates.IsTraceParent(Assert.Single(headers.GetValues("traceparent"))));
        if (lines.Length == 2)
            Assert.True(TraceStates.IsToBeSent(Assert.Single(headers.GetValues("tracestate"))), lines[1]);
    }

    static (string? Parent, string? State) SentBy(SpanContext context)
    {
        var sent = new Dictionary<string, string>();
        TraceContextPropagator.Inject(context, sent, static (holder, name, value) => holder.Add(name, value));
        Assert.InRange(sent.Count, 1, 2);
        return (sent["traceparent"], sent.GetValueOrDefault("tracestate"));
    }

    static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var count = random.Next(16); count > 0; count--)
            text.Append(random.Next(8) == 0 ? $"{(char)random.Next(0x250)}" : Pieces[random.Next(Pieces.Length)]);

        return text.ToString();
    }

    static string TraceParent(Random random)
    {
        var characters = Parent.ToCharArray();
        for (var change = random.Next(3); change > 0; change--)
            characters[random.Next(characters.Length)] = "0123456789abcdefABCDEF-\0\n\u00e9\u0130"[random.Next(27)];

        return new string(characters) + (random.Next(3) == 0 ? "-" + Text(random) : "");
    }

    static void Repeat(Action<Random> round, int rounds = Rounds)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var number = 0; number < rounds; number++)
        {
            try
            {
                round(random);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}, round {number}: {exception.Message}", exception);
            }
        }
    }
}
