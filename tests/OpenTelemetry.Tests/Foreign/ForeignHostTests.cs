namespace Stackbilt.Observability.Tests;

/// <summary>
/// A hub, a queue and a job, each with an activity of its own, and deep code that knows nothing: the tree is that of the same
/// program written with the platform's own tracing. The carrier <c>Activity</c> needs nothing for it, <c>AsyncLocal</c> a line.
/// </summary>
public class ForeignHostTests
{
    static readonly Dictionary<string, (Func<ForeignProgram, Task> Use, string Expected)> Hosts = new()
    {
        ["hub"] = (
            static program => program.CallTheHubAsync(),
            """
            Server Stackbilt.Observability.Tests.DeepHub/Ask (Microsoft.AspNetCore.SignalR.Server)
              Internal deep.step
                Internal deep.inner

            """),
        ["queue"] = (
            static program => program.DeliverAMessageAsync(),
            """
            ? Consumer cards deliver (foreign.own)
            ?   Internal deep.step
            ?     Internal deep.inner

            """),
        ["job"] = (
            static program => program.LetTheJobRunAsync(),
            """
            Internal nightly job (foreign.own)
              Internal deep.step
                Internal deep.inner

            """),
    };

    [Theory]
    [InlineData("hub", null)]
    [InlineData("hub", CarrierNames.Activity)]
    [InlineData("hub", CarrierNames.Activity, true)]
    [InlineData("hub", CarrierNames.AsyncLocal, true)]
    [InlineData("queue", null)]
    [InlineData("queue", CarrierNames.Activity)]
    [InlineData("queue", CarrierNames.Activity, true)]
    [InlineData("queue", CarrierNames.AsyncLocal, true)]
    [InlineData("job", null)]
    [InlineData("job", CarrierNames.Activity)]
    [InlineData("job", CarrierNames.Activity, true)]
    [InlineData("job", CarrierNames.AsyncLocal, true)]
    public async Task Deep_code_hangs_below_the_hosts_activity(string host, string? carrier, bool hasTheLine = false)
    {
        var (use, expected) = Hosts[host];
        var program = await ForeignProgram.UsedAsync(carrier, use, hasTheLine);

        Assert.Contains(expected, OutlineOf(program), StringComparison.Ordinal);
        Assert.Contains(program.Log.Lines, static line => line.Logged.Length > 1);
        if (carrier is not null)
            Assert.All(program.Log.Lines, static line => Assert.Equal(line.Active, line.Logged));
    }

    /// <summary>Where the deep spans come from is the one thing that differs.</summary>
    static string OutlineOf(ForeignProgram program) => program.Exported.Outline()
        .Replace($" ({Exported.Ours})", "", StringComparison.Ordinal)
        .Replace($" ({Deep.PlainSource})", "", StringComparison.Ordinal);
}
