using System.Diagnostics;

namespace Stackbilt.Observability.Tests.Headers;

/// <summary>A span in the environment of a child process, which really is one.</summary>
public class EnvironmentPropagationTests
{
    static readonly SpanContext Context = new(new(1, 2), new(3), TraceState: "a=1,b=2", IsRemote: true) { Flags = (TraceFlags)3 };

    [Theory]
    [InlineData("traceparent", "TRACEPARENT")]
    [InlineData("x-b3-traceid", "X_B3_TRACEID")]
    [InlineData("9lives", "_9LIVES")]
    [InlineData("\u00e4.b", "__B")]
    [InlineData("", "")]
    public void A_name_is_what_every_system_takes(string field, string name) => Assert.Equal(name, EnvironmentPropagation.NameOf(field));

    [Fact]
    public void What_was_there_before_is_taken_away()
    {
        var environment = new Dictionary<string, string?> { ["TRACEPARENT"] = "old", ["TRACESTATE"] = "old=1", ["PATH"] = "/" };

        EnvironmentPropagation.Inject(default(SpanContext), environment);
        Assert.Equal("old", environment["TRACEPARENT"]);

        EnvironmentPropagation.Inject(Context with { TraceState = null }, environment);
        Assert.Equal(["PATH", "TRACEPARENT"], environment.Keys.Order());
        Assert.Equal(TraceContextPropagator.TraceParent(Context), environment["TRACEPARENT"]);
        Assert.Throws<ArgumentNullException>("environment", () => EnvironmentPropagation.Inject(Context, null!));
        Assert.Throws<ArgumentNullException>("field", () => EnvironmentPropagation.NameOf(null!));
    }

    [Fact]
    public void A_span_brings_its_baggage_along()
    {
        var span = new Recorded().Root().SetBaggage("tenant", "a b");
        var environment = new Dictionary<string, string?> { ["BAGGAGE"] = "old=1" };

        EnvironmentPropagation.Inject((Span?)null, environment);
        Assert.Equal("old=1", environment["BAGGAGE"]);
        EnvironmentPropagation.Inject(span, environment);
        Assert.Equal((TraceContextPropagator.TraceParent(span.Context), "tenant=a%20b"), (environment["TRACEPARENT"], environment["BAGGAGE"]));

        EnvironmentPropagation.Inject(span.SetBaggage(Baggage.Empty), environment);
        Assert.Equal(["TRACEPARENT"], environment.Keys);
        Assert.Throws<ArgumentNullException>("environment", () => EnvironmentPropagation.Inject(span, null!));
    }

    [Fact]
    public async Task A_child_process_finds_it()
    {
        // Any program that tells its environment.
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo("cmd", "/c set") : new ProcessStartInfo("env");
        start.RedirectStandardOutput = true;
        EnvironmentPropagation.Inject(Context, start.Environment);
        using var child = Process.Start(start)!;
        var lines = (await child.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.TrimEntries);
        await child.WaitForExitAsync();

        Assert.Contains($"TRACEPARENT={TraceContextPropagator.TraceParent(Context)}", lines);
        Assert.Contains("TRACESTATE=a=1,b=2", lines);
    }

    [Fact]
    public void The_own_environment_is_read()
    {
        // The variables of no other test, and of no process around.
        var format = new OneHeader("environment-propagation-tests");
        Assert.Equal(default, EnvironmentPropagation.Extract(format));

        var environment = new Dictionary<string, string?>();
        EnvironmentPropagation.Inject(Context, environment, format);
        var (name, value) = Assert.Single(environment);
        Environment.SetEnvironmentVariable(name, value);

        Assert.Equal(Context with { TraceState = null, Flags = TraceFlags.Sampled }, EnvironmentPropagation.Extract(format));
        Environment.SetEnvironmentVariable(name, null);
    }

    [Fact]
    public void The_baggage_in_the_own_environment_is_read()
    {
        Environment.SetEnvironmentVariable("BAGGAGE", "tenant=a%20b,junk");
        try
        {
            Assert.Equal([new("tenant", "a b")], EnvironmentPropagation.ExtractBaggage(HeaderPropagator.W3CBaggage));
        }
        finally
        {
            Environment.SetEnvironmentVariable("BAGGAGE", null);
        }

        Assert.Same(Baggage.Empty, EnvironmentPropagation.ExtractBaggage(HeaderPropagator.W3CBaggage));
    }
}
