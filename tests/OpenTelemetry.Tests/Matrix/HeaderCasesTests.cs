using System.Collections;
using Xunit.Sdk;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// The cases of W3C Trace Context over HTTP: every carrier, whatever listens, with the headers of the span's own and with those
/// that HttpClient writes.
/// </summary>
public class HeaderCasesTests
{
    static readonly string[] Carriers =
        [CarrierNames.AsyncLocal, CarrierNames.Explicit, CarrierNames.Null, CarrierNames.Activity];

    static readonly string[][] GoingOn = [.. ((IEnumerable)TraceContextCases.Read).Cast<object>().Select(static row => (string[])[LinesOf(row)[0], "tracestate: foo=1"])];
    static readonly string[][] Anew = [.. ((IEnumerable)TraceContextCases.Refused).Cast<object>().Select(static row => (string[])[.. LinesOf(row), "tracestate: foo=1"])];
    static readonly string[][] States = [.. TraceContextCases.States.Select(static row => (string[])[TraceContextCases.Parent, .. (string[])row[0]!])];
    static readonly string[][] Flags =
        [.. TraceContextCases.Flags.Select(static row => (string[])[$"traceparent: 00-{TraceContextCases.Id}-1234567890123456-{row[0]}"])];

    public static TheoryData<string, Listening, HeadersBy> All()
    {
        var data = new TheoryData<string, Listening, HeadersBy>();
        foreach (var carrier in Carriers)
        {
            foreach (var listening in Enum.GetValues<Listening>())
            {
                data.Add(carrier, listening, HeadersBy.PlatformPropagator);
                data.Add(carrier, listening, HeadersBy.SpanHandler);
                // Under Null there is no span to give.
                if (carrier != CarrierNames.Null)
                    data.Add(carrier, listening, HeadersBy.Inject);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public Task A_trace_goes_on(string carrier, Listening listening, HeadersBy by) => EachAsync(
        carrier, listening, by, GoingOn, (_, sent) =>
        {
            Assert.All(sent, static one => Assert.Equal((TraceContextCases.Id, "foo=1"), (one.TraceId, one.State)));
            Assert.Equal(SpansOf(carrier, listening, by), sent.Select(static one => one.SpanId).Distinct().Count());
            Assert.DoesNotContain("1234567890123456", sent.Select(static one => one.SpanId));
        });

    [Theory]
    [MemberData(nameof(All))]
    public Task A_trace_begins_anew(string carrier, Listening listening, HeadersBy by) => EachAsync(
        carrier, listening, by, Anew, (_, sent) =>
        {
            Assert.Single(sent.Select(static one => one.TraceId).Distinct());
            Assert.DoesNotContain("1234567890123456789012345678901", sent[0].TraceId, StringComparison.Ordinal);
            Assert.All(sent, static one => Assert.Null(one.State));
            Assert.Equal(SpansOf(carrier, listening, by), sent.Select(static one => one.SpanId).Distinct().Count());
        });

    [Theory]
    [MemberData(nameof(All))]
    public Task The_trace_state_goes_on_where_it_is_valid(string carrier, Listening listening, HeadersBy by) => EachAsync(
        carrier,
        listening,
        by,
        States,
        static (row, sent) => Assert.All(
            sent, one => Assert.Equal((TraceContextCases.Id, (string?)TraceContextCases.States.ElementAt(row)[1]), (one.TraceId, one.State))));

    [Theory]
    [MemberData(nameof(All))]
    public Task The_flags_that_have_a_meaning_go_on(string carrier, Listening listening, HeadersBy by) => EachAsync(
        carrier,
        listening,
        by,
        Flags,
        (row, sent) =>
        {
            var expected = (string)TraceContextCases.Flags.ElementAt(row)[1]!;
            Assert.All(sent, one =>
            {
                Assert.Equal(SampledOf(expected), SampledOf(one.Flags));
                if (KeepsRandom(carrier, listening, by))
                    Assert.Equal(expected, one.Flags);
            });
            if (by == HeadersBy.SpanHandler)
                Assert.Equal(SampledOf(expected) ? SpansOf(carrier, listening, by) : 3, sent.Select(static one => one.SpanId).Distinct().Count());
        });

    public static TheoryData<string, Listening> AllAlone()
    {
        var data = new TheoryData<string, Listening>();
        foreach (var carrier in Carriers)
        {
            foreach (var listening in Enum.GetValues<Listening>())
                data.Add(carrier, listening);
        }

        return data;
    }

    /// <summary>Where HttpClient is left as it comes, what is lost is lost without the library as well.</summary>
    [Theory]
    [MemberData(nameof(AllAlone))]
    public async Task HttpClient_alone_sends_no_worse_than_without_the_library(string carrier, Listening listening)
    {
        var with = await SentAsync(carrier);
        var without = await SentAsync(carrier: null);
        for (var row = 0; row < States.Length; row++)
        {
            var expected = (TraceContextCases.Id, (string?)TraceContextCases.States.ElementAt(row)[1]);
            if (without[row].All(one => one.Parents is [_] && (one.TraceId, one.State) == expected))
                Assert.All(with[row], one => Assert.Equal(expected, (one.TraceId, one.State)));
        }

        async Task<List<HeadersSent[]>> SentAsync(string? carrier)
        {
            await using var service = await HeaderService.StartAsync(carrier, listening, HeadersBy.HttpClientAlone);
            var sent = new List<HeadersSent[]>();
            foreach (var headers in States)
                sent.Add(await service.CallAsync(headers));

            return sent;
        }
    }

    static string[] LinesOf(object row) => row switch
    {
        string line => [line],
        string[] lines => lines,
        object?[] data => LinesOf(data[0]!),
        _ => throw new ArgumentException($"{row}", nameof(row)),
    };

    /// <summary>One for each call, or that of the request, where a handler finds no span and nothing listens to HttpClient.</summary>
    static int SpansOf(string carrier, Listening listening, HeadersBy by) =>
        (carrier, by) == (CarrierNames.Null, HeadersBy.SpanHandler) && !listening.HearsTheFramework() ? 1 : 3;

    /// <summary>The packages write no more than the sampled flag; HttpClient, heard and as it comes, neither.</summary>
    static bool KeepsRandom(string carrier, Listening listening, HeadersBy by) => listening switch
    {
        Listening.Packages => false,
        Listening.Framework => by != HeadersBy.Inject || carrier == CarrierNames.Explicit,
        _ => true,
    };

    static bool SampledOf(string flags) => (Convert.ToInt32(flags, 16) & 1) != 0;

    static async Task EachAsync(
        string carrier, Listening listening, HeadersBy by, IEnumerable<string[]> cases, Action<int, HeadersSent[]> check)
    {
        await using var service = await HeaderService.StartAsync(carrier, listening, by);
        var failures = new List<string>();
        foreach (var (row, headers) in cases.Index())
        {
            var sent = await service.CallAsync(headers);
            try
            {
                check(row, sent);
            }
            catch (XunitException failure)
            {
                failures.Add($"{string.Join(" | ", headers)} -> {string.Join(" | ", sent.Select(static one => $"{one}"))}: {failure.Message}");
            }
        }

        Assert.Empty(failures);
    }
}
