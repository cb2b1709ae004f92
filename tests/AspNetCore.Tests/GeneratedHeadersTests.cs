using System.Text.RegularExpressions;

namespace Stackbilt.Observability.Tests;

/// <summary>Some thousands of generated headers through a real server: no error, and a valid trace each time.</summary>
public partial class GeneratedHeadersTests
{
    const int Requests = 2_000;

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task A_request_is_answered_and_has_a_valid_trace(bool hostActivities, int seed)
    {
        await using var service = await CallingService.StartAsync(hostActivities, injected: true);
        var generated = new GeneratedHeaders(seed) { IsForWire = true };
        for (var round = 0; round < Requests; round++)
        {
            var (parent, state) = generated.Next();

            // Asserts 200 and one valid traceparent.
            var (trace, sent) = await service.CallAsync(
                [$"traceparent: {parent}", .. state is null ? (string[])[] : [$"tracestate: {state}"]]);

            Assert.True(Trace().IsMatch(trace!) && (sent is null || sent.Length <= 512), $"Seed {seed}, round {round}: {parent} | {state}");
        }
    }

    [GeneratedRegex("^(?!0{32})[0-9a-f]{32}$")]
    private static partial Regex Trace();
}
