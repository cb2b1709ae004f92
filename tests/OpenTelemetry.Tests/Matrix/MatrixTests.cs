using System.Diagnostics;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// Two services with HttpClient between them: every carrier, whatever listens, whatever the caller sends. No span hangs below
/// one that nobody will ever see, a request is one trace, and every hop is one span on each side.
/// </summary>
public class MatrixTests
{
    static readonly string[] Carriers =
        [CarrierNames.AsyncLocal, CarrierNames.Explicit, CarrierNames.Null, CarrierNames.Activity];

    public static TheoryData<string, Listening, Caller> All()
    {
        var data = new TheoryData<string, Listening, Caller>();
        foreach (var carrier in Carriers)
        {
            foreach (var listening in Enum.GetValues<Listening>())
            {
                foreach (var caller in Enum.GetValues<Caller>())
                    data.Add(carrier, listening, caller);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_request_is_one_tree_that_hangs_together(string carrier, Listening listening, Caller caller)
    {
        var (services, spans) = await AskAsync(carrier, listening, caller.Headers());

        var isUnderstood = caller.IsUnderstoodBy(listening);
        var trace = Assert.Single(spans.Select(static span => span.TraceId).Distinct());
        Assert.Equal(isUnderstood, trace == CallerExtensions.TraceId);

        var ids = spans.Select(static span => span.SpanId).ToHashSet();
        Assert.Equal(spans.Count, ids.Count);
        var first = Assert.Single(spans, static span => span.Name == "GET /ask");
        Assert.Equal(isUnderstood ? CallerExtensions.SpanId : OneSpan.NoParent, first.ParentId);
        Assert.All(spans.Where(span => span != first && !ids.Contains(span.ParentId)), span =>
        {
            // HttpClient sends the id of an activity of its own, though nobody listens to it; under Null nothing else is to be had.
            Assert.Equal((CarrierNames.Null, "GET /answer"), (carrier, span.Name));
            Assert.False(listening.HearsTheFramework());
            Assert.Contains(span.ParentId, services.TraceParent, StringComparison.Ordinal);
        });

        Assert.Equal(["GET /answer", "GET /ask"], NamesOf(SpanKind.Server));
        Assert.Equal(listening.HearsTheFramework() ? 1 : 0, NamesOf(SpanKind.Client).Length);
        Assert.Equal(
            carrier == CarrierNames.Null ? [] : ["oracle.answer", "oracle.inference"], NamesOf(SpanKind.Internal));

        string[] NamesOf(SpanKind kind) => [.. spans.Where(span => span.Kind == kind).Select(static span => span.Name).Order()];
    }

    /// <summary>With the handler a hop has its client span whatever listens, and nothing hangs below what nobody will see.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public async Task With_the_handler_a_request_is_one_whole_tree(string carrier, Listening listening, Caller caller)
    {
        var (services, spans) = await AskAsync(carrier, listening, caller.Headers(), hasHandler: true);

        var isUnderstood = caller.IsUnderstoodBy(listening);
        var trace = Assert.Single(spans.Select(static span => span.TraceId).Distinct());
        Assert.Equal(isUnderstood, trace == CallerExtensions.TraceId);

        var ids = spans.Select(static span => span.SpanId).ToHashSet();
        Assert.Equal(spans.Count, ids.Count);
        var asked = Assert.Single(spans, static span => span.Name == "GET /ask");
        Assert.Equal(isUnderstood ? CallerExtensions.SpanId : OneSpan.NoParent, asked.ParentId);
        Assert.All(spans.Where(span => span != asked), span => Assert.Contains(span.ParentId, ids));

        var answered = Assert.Single(spans, static span => span.Name == "GET /answer");
        Assert.Equal(2, spans.Count(static span => span.Kind == SpanKind.Server));
        Assert.Contains(answered.ParentId, services.TraceParent, StringComparison.Ordinal);
        if (carrier == CarrierNames.Null && !listening.HearsTheFramework())
        {
            Assert.Equal(2, spans.Count);
            Assert.Equal(asked.SpanId, answered.ParentId);
            return;
        }

        var sent = Assert.Single(spans, static span => span.Kind == SpanKind.Client);
        Assert.Equal(sent.SpanId, answered.ParentId);
        Assert.Equal(listening.HearsTheFramework() ? Exported.HttpClient : Exported.Ours, sent.Source);
        Assert.Equal(carrier == CarrierNames.Null ? "GET /ask" : "oracle.inference", spans.Single(span => span.SpanId == sent.ParentId).Name);
    }

    public static TheoryData<string, Listening, Caller> AllThatUnderstandTheCaller()
    {
        var data = new TheoryData<string, Listening, Caller>();
        foreach (var row in All())
        {
            var (listening, caller) = ((Listening)row[1], (Caller)row[2]);
            if (caller.IsUnderstoodBy(listening))
                data.Add((string)row[0], listening, caller);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(AllThatUnderstandTheCaller))]
    public async Task A_request_that_its_caller_does_not_sample_is_recorded_nowhere(
        string carrier, Listening listening, Caller caller)
    {
        foreach (var hasHandler in (bool[])[false, true])
        {
            var (services, spans) = await AskAsync(carrier, listening, caller.Headers(isSampled: false), hasHandler);

            Assert.Empty(spans);
            Assert.Empty(services.Recorder.Spans);
        }
    }

    /// <summary>Every carrier, and the same program with the library off.</summary>
    public static TheoryData<string?, Listening, Caller> AllAndWithout()
    {
        var data = new TheoryData<string?, Listening, Caller>();
        foreach (var carrier in (string?[])[null, .. Carriers])
        {
            foreach (var listening in Enum.GetValues<Listening>())
            {
                data.Add(carrier, listening, Caller.SaysItsTrace);
                data.Add(carrier, listening, Caller.AddsASpacedState);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(AllAndWithout))]
    public async Task Baggage_goes_through_as_without_the_library(string? carrier, Listening listening, Caller caller)
    {
        foreach (var hasHandler in (bool[])[false, true])
        {
            var (services, _) = await AskAsync(carrier, listening, [.. caller.Headers(), ("baggage", "team=cards")], hasHandler);

            // An activity that the package puts in place of the host's has none: where the two read the headers in different ways.
            var isReplaced = carrier is null && (listening, caller) == (Listening.Packages, Caller.AddsASpacedState);
            Assert.Equal(isReplaced ? null : "cards", services.BaggageFound.InActivity);
            Assert.Equal(listening == Listening.Packages ? "cards" : null, services.BaggageFound.InSdk);
            Assert.Equal(carrier is null or CarrierNames.Null ? null : "cards", services.BaggageFound.InSpan);
            Assert.Equal("team=cards", services.BaggageSent?.Replace(" ", "", StringComparison.Ordinal));
        }
    }

    public static TheoryData<string, Listening> AllThatCarry()
    {
        var data = new TheoryData<string, Listening>();
        foreach (var carrier in Carriers.Where(static carrier => carrier != CarrierNames.Null))
        {
            foreach (var listening in Enum.GetValues<Listening>())
                data.Add(carrier, listening);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(AllThatCarry))]
    public async Task What_deep_code_adds_is_sent_beside_what_came_in(string carrier, Listening listening)
    {
        var exported = new List<Activity>();
        using (SpanBaggagePropagator.Use())
        {
            var services = await TwoServices.AskedFromOutsideAsync(
                carrier,
                added => listening.AddTo(added, exported),
                ("step", "a b"),
                [.. Caller.SaysItsTrace.Headers(), ("baggage", "team=cards")]);

            Assert.Equal(["step=a%20b", "team=cards"], services.BaggageSent!.Split(',').Order());
            Assert.Equal(listening == Listening.Packages ? "cards" : null, services.BaggageFound.InSdk);
        }
    }

    static async Task<(TwoServices Services, IReadOnlyList<OneSpan> Spans)> AskAsync(
        string? carrier, Listening listening, (string Name, string Value)[] headers, bool hasHandler = false)
    {
        var exported = new List<Activity>();
        using (B3Propagator.UseFor(headers))
        {
            var services = await (hasHandler
                ? TwoServices.AskedThroughTheHandlerAsync(carrier, added => listening.AddTo(added, exported), headers)
                : TwoServices.AskedFromOutsideAsync(carrier, added => listening.AddTo(added, exported), headers));
            return listening == Listening.Nobody
                ? (services, [.. services.Recorder.Spans.Select(OneSpan.Of)])
                : (services, [.. exported.Select(OneSpan.Of)]);
        }
    }
}
