using System.Text.RegularExpressions;

namespace Stackbilt.Observability.Tests.Strict;

/// <summary>A tracer in strict mode, and what a test asserts of it.</summary>
sealed partial class Watched
{
    public Watched(IContextCarrier? inner = null, System.Diagnostics.ActivitySource? source = null)
    {
        Inner = inner ?? new AsyncLocalCarrier();
        Strict = new StrictTracing(Inner, Told.Enqueue);
        Tracer = new Tracer(Strict.Carrier, [Strict, Spans], source);
    }

    public IContextCarrier Inner { get; }

    public StrictTracing Strict { get; }

    public Tracer Tracer { get; }

    public SpanRecorder Spans { get; } = new();

    public System.Collections.Concurrent.ConcurrentQueue<Misuse> Told { get; } = new();

    /// <summary>The one misuse that was noticed, and told.</summary>
    public Misuse Single()
    {
        var noticed = Assert.Single(Strict.Misuses);
        Assert.Same(noticed, Assert.Single(Told));
        Assert.Same(Inner, noticed.Source);
        return noticed;
    }

    public void NothingWrong()
    {
        Strict.Verify();
        Assert.Empty(Strict.Misuses);
        Assert.Empty(Strict.Open);
        Assert.Empty(Told);
    }

    /// <summary>The stacks without files, lines, and what the test framework has below the test.</summary>
    public static string WithoutPlaces(string text) => string.Join('\n', text.Split('\n')
        .Where(line => !line.StartsWith("    at ", StringComparison.Ordinal) || line.Contains(".Tests.Strict.", StringComparison.Ordinal))
        .Select(line => Place().Replace(line, "")));

    [GeneratedRegex(" in .*:line [0-9]+$")]
    private static partial Regex Place();
}
