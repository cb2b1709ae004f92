namespace Stackbilt.Observability.Tests.Spans;

/// <summary>Ends and changes of one span from several threads. Each test is one of many rounds, since a race is luck.</summary>
public class ConcurrentEndTests
{
    const int Rounds = 300;
    const int Changes = 20;
    readonly Recorded _recorded = new();

    [Fact]
    public void Many_ends_at_once_are_one()
    {
        var span = _recorded.Root();
        var spans = Enumerable.Range(0, Rounds).Select(number => span.StartChild($"child{number}")).ToList();

        void EndAll() => spans.ForEach(child => child.End());

        SimultaneousThreads.Run(EndAll, EndAll, EndAll, EndAll);

        Assert.Equal(Rounds, _recorded.Spans.Spans.Count);
        Assert.Equal(Rounds, _recorded.Spans.Spans.Select(data => data.Context.SpanId).Distinct().Count());
    }

    [Fact]
    public void The_reference_is_emptied_whoever_asks_for_it_first()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var span = _recorded.Root();
            var references = new SpanReference[2];

            SimultaneousThreads.Run(() => references[0] = span.Reference, () => references[1] = span.Reference, span.End);

            Assert.Same(references[0], references[1]);
            Assert.Null(references[0].Target);
        }
    }

    [Fact]
    public void Changes_that_came_before_the_end_are_all_kept()
    {
        var span = _recorded.Root();
        SimultaneousThreads.Run(
            () => Change(span, "one"),
            () => Change(span, "two"),
            () => Change(span, "three"));

        var data = _recorded.DataOf(span);

        Assert.Equal(3 * Changes, data.Attributes.Count);
        Assert.Equal(3 * Changes, data.Events.Count);
        Assert.Equal(3 * Changes, data.Links.Count);
    }

    [Fact]
    public void Changes_against_the_end_are_kept_or_dropped_whole_and_in_order()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var span = _recorded.Root();
            SimultaneousThreads.Run(() => Change(span, "one"), () => Change(span, "two"), span.End);

            var data = _recorded.DataOf(span);
            foreach (var writer in new[] { "one", "two" })
            {
                var attributes = Numbers(data.Attributes.Select(attribute => attribute.Key), writer);
                var events = Numbers(data.Events.Select(happened => Message(happened)), writer);
                var links = Numbers(data.Links.Select(link => link.Attributes[0].Key), writer);

                // Each writer sets an attribute, records an exception and adds a link, over and over, until the end.
                Assert.Equal(Enumerable.Range(0, attributes.Count), attributes);
                Assert.Equal(Enumerable.Range(0, events.Count), events);
                Assert.Equal(Enumerable.Range(0, links.Count), links);
                Assert.InRange(events.Count, attributes.Count - 1, attributes.Count);
                Assert.InRange(links.Count, events.Count - 1, events.Count);
            }
        }
    }

    [Fact]
    public void What_was_handed_to_the_processors_does_not_change_any_more()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var span = _recorded.Root(("a", 0));
            (int, int, int) Counts(SpanData data) => (data.Attributes.Count, data.Events.Count, data.Links.Count);
            (int, int, int) atTheEnd = default;

            SimultaneousThreads.Run(() => Change(span, "one"), () => atTheEnd = Counts(_recorded.DataOf(span)));

            Assert.Equal(atTheEnd, Counts(_recorded.DataOf(span)));
        }
    }

    static void Change(Span span, string writer)
    {
        for (var number = 0; number < Changes; number++)
        {
            span.SetAttribute($"{writer}:{number}", number);
            span.RecordException(new InvalidOperationException($"{writer}:{number}"));
            span.AddLink(span.Context, ($"{writer}:{number}", number));
        }
    }

    static string Message(SpanEvent happened) =>
        happened.Attributes.Single(attribute => attribute.Key == "exception.message").Value!.ToString()!;

    static List<int> Numbers(IEnumerable<string> texts, string writer) =>
        [.. texts.Where(text => text.StartsWith(writer + ":", StringComparison.Ordinal))
            .Select(text => int.Parse(text[(writer.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture))];
}
