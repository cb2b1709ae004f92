namespace Stackbilt.Observability.Tests.Headers;

public class TraceStateTests
{
    static readonly string Hundred = new('v', 100);
    static readonly string HundredFifty = new('v', 150);

    /// <summary>As it comes, and what is left of it.</summary>
    public static TheoryData<string?, string?> States => new()
    {
        { null, null },
        { "", null },
        { " \t", null },
        { " , ,\t,", null },
        { "a=1", "a=1" },
        { "0=1", "0=1" },
        { "a-z0_9*/=1,t-1@v/2=!\"#$%&'()*+-./:;<>?@[\\]^_`{|}~", "a-z0_9*/=1,t-1@v/2=!\"#$%&'()*+-./:;<>?@[\\]^_`{|}~" },
        { "a= 1 2", "a= 1 2" },
        { " a=1 \t,\t b=2,,c=3 ", "a=1,b=2,c=3" },
        { "a=1,b=2,a=3", "a=1,b=2" },
        { "a", null },
        { "a=", null },
        { "a=  ", null },
        { "=1", null },
        { "a=1=2", null },
        { "a =1", null },
        { "A=1", null },
        { "a.b=1", null },
        { "_a=1", null },
        { "@a=1", null },
        { "a@=1", null },
        { "a@1=1", null },
        { "a@@b=1", null },
        { "a@b@c=1", null },
        { "good=1,b\u00e4d=1", null },
        { "good=1,bad=\u00e9", null },
        { "good=1,bad=\t1", null },
        { "a=b\r\nx-evil: 1", null },
        { "a=b\n", null },
        { "a=b\r", null },
        { "\na=b", null },
        { "a=b\0", null },
        { "a=b\u007f", null },
        { "a=b\u2028", null },
        { "a=\ud83d\ude00", null },
        { $"{new string('k', 256)}={Hundred}", $"{new string('k', 256)}={Hundred}" },
        { $"{new string('k', 257)}=1", null },
        { $"{new string('t', 241)}@{new string('s', 14)}=1", $"{new string('t', 241)}@{new string('s', 14)}=1" },
        { $"{new string('t', 242)}@s=1", null },
        { $"t@{new string('s', 15)}=1", null },
        { $"a={new string('v', 256)}", $"a={new string('v', 256)}" },
        { $"a={new string('v', 257)}", null },
        { $"{new string('k', 255)}={new string('v', 256)}", $"{new string('k', 255)}={new string('v', 256)}" },
        { $"{new string('k', 256)}={new string('v', 256)}", null },
        { Members(32), Members(32) },
        { Members(33), null },
        { $"a={Hundred},b={Hundred},c={Hundred},d={Hundred},e={Hundred}", $"a={Hundred},b={Hundred},c={Hundred},d={Hundred}" },
        { $"a={HundredFifty},b={HundredFifty},c={HundredFifty},d={Hundred},e=1", $"a={HundredFifty},b={HundredFifty},d={Hundred},e=1" },
        { $"a={HundredFifty},{Long(5)}", Long(5) },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void Is_kept_as_far_as_it_is_valid(string? given, string? kept)
    {
        var context = TraceContextPropagator.Extract(Parent, given);

        Assert.True(context.IsValid);
        Assert.Equal(kept, context.TraceState);
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Is_sent_as_far_as_it_is_valid_wherever_it_came_from(string? given, string? sent)
    {
        var headers = new List<(string Name, string Value)>();

        TraceContextPropagator.Inject(
            TraceContextPropagator.Extract(Parent, null) with { TraceState = given },
            headers,
            static (holder, name, value) => holder.Add((name, value)));

        Assert.Equal(sent is null ? [("traceparent", Parent)] : [("traceparent", Parent), ("tracestate", sent)], headers);
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Of_a_parent_that_a_program_made_is_kept_as_far_as_it_is_valid(string? given, string? kept)
    {
        var tracer = new Recorded(new ExplicitCarrier()).Tracer;

        var span = tracer.StartSpan("job", new SpanContext(new(1, 2), new(3), TraceState: given));

        Assert.Equal(kept, span.Context.TraceState);
        Assert.Equal(kept, span.StartChild("child").Context.TraceState);
    }

    [Fact]
    public void That_is_valid_is_not_copied()
    {
        const string given = "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE";

        Assert.Same(given, TraceContextPropagator.Extract(Parent, given).TraceState);
    }

    const string Parent = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01";

    static string Members(int count) => string.Join(',', Enumerable.Range(1, count).Select(number => $"k{number}={number}"));

    /// <summary>Members of 100 characters and a comma, as long as can be together.</summary>
    static string Long(int count) => string.Join(',', Enumerable.Range(1, count).Select(number => $"k{number}={new string('v', 97)}"));
}
