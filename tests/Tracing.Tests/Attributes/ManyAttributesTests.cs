namespace Stackbilt.Observability.Tests.Attributes;

/// <summary>Where each key is compared with all before it, these do not come to an end within the minute that they have.</summary>
public class ManyAttributesTests
{
    const int Many = 400_000;

    static readonly string[] Keys = [.. Enumerable.Range(0, Many).Select(number => $"key{number:000000}")];

    readonly Recorded _recorded = new(limits: Recorded.NoLimits);

    [Fact]
    public Task One_at_a_time() => WithinAMinute(() =>
    {
        var span = _recorded.Root();
        foreach (var key in Keys)
            span.SetAttribute(key, 1);

        foreach (var key in Keys)
            span.SetAttribute(key, 2);

        Assert.Equal(Keys.Select(key => new SpanAttribute(key, 2)), _recorded.DataOf(span).Attributes);
    });

    [Fact]
    public Task At_the_start() => WithinAMinute(() =>
    {
        var given = Array.ConvertAll(Keys, key => new SpanAttribute(key, 1));

        var span = _recorded.Root([.. given, .. given]);

        Assert.Equal(given, _recorded.DataOf(span).Attributes);
    });

    [Fact]
    public Task Taken_away_one_at_a_time() => WithinAMinute(() =>
    {
        var span = _recorded.Root();
        foreach (var key in Keys)
            span.SetAttribute(key, 1);

        foreach (var key in Keys.Skip(1))
            span.SetAttribute(key, null);

        span.SetAttribute("last", 1);
        Assert.Equal([(Keys[0], 1), ("last", 1)], _recorded.DataOf(span).Attributes);
    });

    [Fact]
    public Task In_an_event_and_in_a_link() => WithinAMinute(() =>
    {
        var given = Array.ConvertAll(Keys, key => new SpanAttribute(key, 1));
        var span = _recorded.Root();

        span.AddEvent("event", [.. given, .. given]);
        span.AddLink(new SpanContext(new(1, 2), new(3)), [.. given, .. given]);

        var data = _recorded.DataOf(span);
        Assert.Equal(given, Assert.Single(data.Events).Attributes);
        Assert.Equal(given, Assert.Single(data.Links).Attributes);
    });

    [Fact]
    public void Any_order_of_changes_leaves_what_a_plain_list_has()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            var expected = new List<SpanAttribute>();
            var start = Changes(random);
            var span = _recorded.Root(start);
            Apply(start, expected);
            for (var count = random.Next(6); count > 0; count--)
            {
                var changes = Changes(random);
                span.SetAttributes(changes);
                Apply(changes, expected);
            }

            var actual = _recorded.DataOf(span).Attributes;
            Assert.True(expected.SequenceEqual(actual), $"Seed {seed}, round {round}: {actual.Count} for {expected.Count}");
        }
    }

    static SpanAttribute[] Changes(Random random)
    {
        var changes = new SpanAttribute[random.Next(300)];
        var removals = random.Next(2, 12);
        foreach (ref var change in changes.AsSpan())
        {
            var key = Keys[random.Next(250)];
            change = random.Next(removals) == 0 ? new(key, null) : new(key, random.Next());
        }

        return changes;
    }

    static void Apply(SpanAttribute[] changes, List<SpanAttribute> attributes)
    {
        foreach (var change in changes)
        {
            var place = attributes.FindIndex(attribute => attribute.Key == change.Key);
            if (!change.HasValue && place >= 0)
                attributes.RemoveAt(place);
            else if (change.HasValue && place >= 0)
                attributes[place] = change;
            else if (change.HasValue)
                attributes.Add(change);
        }
    }

    static Task WithinAMinute(Action work) => Task.Run(work).WaitAsync(TimeSpan.FromMinutes(1));
}
