using System.Diagnostics;

namespace Stackbilt.Observability.Tests;

/// <summary>A library that has named itself: who started a span, as a processor is shown it.</summary>
public class InstrumentationScopeTests
{
    static readonly InstrumentationScope Cards = new("My.Cards", "1.2.3");

    [Fact]
    public void It_has_a_name_and_may_have_a_version()
    {
        Assert.Equal(("My.Cards", "1.2.3"), (Cards.Name, Cards.Version));
        Assert.Equal("My.Cards 1.2.3", Cards.ToString());
        Assert.Null(new InstrumentationScope("My.Cards").Version);
        Assert.Equal("My.Cards", new InstrumentationScope("My.Cards").ToString());
        Assert.Throws<ArgumentNullException>(static () => new InstrumentationScope(null!));
        Assert.Throws<ArgumentException>(static () => new InstrumentationScope(" "));
    }

    [Theory]
    [InlineData("AsyncLocal")]
    [InlineData("Activity")]
    [InlineData("Explicit")]
    public void A_recorder_is_told_the_scope_where_nobody_listens(string carrier)
    {
        using var source = new ActivitySource("unheard." + Guid.NewGuid().ToString("N"));
        var processor = new ScopesSeen();
        var recorder = new SpanRecorder();
        // A tracer over the carrier Activity listens to a source of its own.
        var tracer = new Tracer(
            CarrierNamed.Of(carrier), [processor, recorder], carrier == "Activity" ? null : source);

        tracer.RunInSpan(tracer.StartRoot("request"), static active =>
        {
            using var step = Cards.Below(active)?.StartChild("cards.shuffle", SpanKind.Client, ("cards", 22));
            using var inner = step?.StartChild("inner");
        });

        var shuffle = Assert.Single(recorder.Spans, static span => span.Name == "cards.shuffle");
        Assert.Equal(("My.Cards", "1.2.3"), (shuffle.Scope?.Name, shuffle.Scope?.Version));
        Assert.Equal(SpanKind.Client, shuffle.Kind);
        Assert.Equal(new SpanAttribute("cards", 22), Assert.Single(shuffle.Attributes));
        Assert.All(recorder.Spans.Where(span => span != shuffle), static span => Assert.Null(span.Scope));
        Assert.Equal([null, "My.Cards", null], processor.Seen);
    }

    [Fact]
    public void A_span_that_was_passed_is_seen_by_a_library_and_none_is_none()
    {
        var recorded = new Recorded();
        using var root = recorded.Root();

        Assert.Same(root, Cards.Below(root)!.Value.Span);
        Assert.Same(Cards, Cards.Below(root)!.Value.Scope);
        Assert.Null(Cards.Below(null));
    }

    [Fact]
    public void A_library_that_is_made_active_is_current_until_it_ends()
    {
        var recorded = new Recorded();
        recorded.Tracer.RunInSpan(recorded.Root(), active =>
        {
            using (var shuffle = Cards.Below(active)?.StartActiveChild("cards.shuffle"))
                Assert.Same(shuffle, recorded.Tracer.Current);

            Assert.Same(active, recorded.Tracer.Current);
        });
    }

    sealed class ScopesSeen : ISpanProcessor
    {
        public List<string?> Seen { get; } = [];

        public void OnStart(Span span)
        {
        }

        public void OnEnd(in FinishedSpan span) => Seen.Add(span.Scope?.Name);
    }
}
