namespace Stackbilt.Observability.Tests.Tracers;

/// <summary>
/// What was active is active again after synchronous work that throws. Nothing here is asynchronous: an async method
/// would put the flow back by itself and hide what is not restored.
/// </summary>
public class RestoringTests
{
    readonly Recorded _recorded = new();

    Tracer Tracer => _recorded.Tracer;

    public static TheoryData<string> Overloads() => ["action", "function", "action with state", "function with state"];

    [Theory]
    [MemberData(nameof(Overloads))]
    public void RunWithSpan_restores(string overload)
    {
        using var outer = _recorded.Root();
        using var span = _recorded.Root();
        using var scope = Tracer.Carrier.Attach(outer);

        Assert.Throws<NotSupportedException>(() => Run(overload, span));

        Assert.Same(outer, Tracer.Current);
    }

    [Fact]
    public void RunInSpan_restores()
    {
        using var outer = _recorded.Root();
        using var scope = Tracer.Carrier.Attach(outer);
        Action<Span?> work = _ => Fail();

        Assert.Throws<NotSupportedException>(() => Tracer.RunInSpan(_recorded.Root(), work));

        Assert.Same(outer, Tracer.Current);
    }

    void Run(string overload, Span span)
    {
        switch (overload)
        {
            case "action":
                Tracer.Carrier.RunWithSpan(span, _ => { Fail(); });
                break;
            case "function":
                Tracer.Carrier.RunWithSpan(span, _ => Fail());
                break;
            case "action with state":
                Tracer.Carrier.RunWithSpan(span, 0, static (_, _) => { Fail(); });
                break;
            default:
                Tracer.Carrier.RunWithSpan(span, 0, static (_, _) => Fail());
                break;
        }
    }

    static int Fail() => throw new NotSupportedException("work");
}
