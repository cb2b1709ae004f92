using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Stackbilt.Observability.Tests.Attributes;

/// <summary>What people have in their hands, as the value of an attribute.</summary>
[SuppressMessage("Performance", "CA1861", Justification = "Arrays as people write them in a call.")]
public class AttributeValueTests
{
    static readonly Guid Id = new("0f8fad5b-d9cb-469f-a165-70867728950e");
    static readonly DateTime Date = new(2026, 7, 14, 9, 30, 0, DateTimeKind.Utc);

    static readonly object[] Values =
    [
        "text", 12L, 0.5, true, "c", 7L, "12.50", Id.ToString(), "Friday", "2026-07-14T09:30:00.0000000Z",
        "2026-07-14T09:30:00.0000000+02:00", 1.5, new[] { "a", "b" }, new[] { 1L, 2L }, new[] { 3L, 4L }, new[] { 0.5 }, new[] { true },
    ];

    [Fact]
    public void Pairs_and_calls_give_the_same()
    {
        int? seven = 7;
        var offset = new DateTimeOffset(2026, 7, 14, 9, 30, 0, TimeSpan.FromHours(2));
        SpanAttribute[] pairs =
        [
            ("k", "text"), ("k", 12), ("k", 0.5f), ("k", true), ("k", 'c'), ("k", seven), ("k", 12.50m), ("k", Id), ("k", DayOfWeek.Friday),
            ("k", Date), ("k", offset), ("k", TimeSpan.FromSeconds(1.5)), ("k", new[] { "a", "b" }), ("k", new[] { 1, 2 }),
            ("k", new[] { 3L, 4L }), ("k", new[] { 0.5 }), ("k", new[] { true }),
        ];
        SpanAttribute[] made =
        [
            new("k", "text"), new("k", 12), new("k", 0.5f), new("k", true), new("k", 'c'), new("k", seven), new("k", 12.50m), new("k", Id),
            new("k", DayOfWeek.Friday), new("k", Date), new("k", offset), new("k", TimeSpan.FromSeconds(1.5)), new("k", new[] { "a", "b" }),
            new("k", new[] { 1, 2 }), new("k", new[] { 3L, 4L }), new("k", new[] { 0.5 }), new("k", new[] { true }),
        ];

        Assert.Equal(made, pairs);
        Assert.Equal(Values, pairs.Select(static pair => pair.Value));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("source")]
    public void A_span_takes_them_whether_it_is_recorded_or_an_activity(string? listened)
    {
        using var source = new ActivitySource("AttributeValueTests." + Guid.NewGuid());
        using var listener = new ActivityListener
        {
            ShouldListenTo = heard => listened is not null && ReferenceEquals(heard, source),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        var recorded = new Recorded(source: source);
        var span = recorded.Root(("several", new[] { "a", "b" }), ("none", (int?)null));
        span.SetAttribute("character", 'c').SetAttribute("nullable", (int?)7).SetAttribute("enum", DayOfWeek.Friday).SetAttribute("id", Id)
            .SetAttribute("gone", 1).SetAttribute("gone", (Guid?)null).SetAttribute("left", 1).SetAttribute("left", null)
            .SetAttribute("numbers", new[] { 1, 2 }).SetAttribute("reals", new[] { 0.5 }).SetAttribute("flags", new[] { true });

        Assert.Equal(
            [
                ("several", new[] { "a", "b" }), ("character", "c"), ("nullable", 7), ("enum", "Friday"), ("id", Id),
                ("numbers", new[] { 1L, 2L }), ("reals", new[] { 0.5 }), ("flags", new[] { true }),
            ],
            recorded.DataOf(span).Attributes);
    }

    [Fact]
    public void Null_of_any_type_is_no_value()
    {
        SpanAttribute[] none =
        [
            ("k", (string?)null), ("k", (int?)null), ("k", (double?)null), ("k", (bool?)null), ("k", (char?)null), ("k", (decimal?)null),
            ("k", (Guid?)null), ("k", (DayOfWeek?)null), ("k", (DateTime?)null), ("k", (DateTimeOffset?)null), ("k", (TimeSpan?)null),
            ("k", (string[]?)null), ("k", (long[]?)null), ("k", (int[]?)null), ("k", (double[]?)null), ("k", (bool[]?)null),
        ];

        Assert.All(none, static one => Assert.Equal(("k", false, null), (one.Key, one.HasValue, one.Value)));
        Assert.False(default(AttributeValue).HasContent);
    }

    [Fact]
    public void An_array_is_copied_and_compared_by_its_content()
    {
        string[] several = ["a", "b"];
        SpanAttribute kept = ("k", several);
        SpanAttribute same = ("k", new[] { "a", "b" });
        several[0] = "changed";

        Assert.Equal("k=[a, b]", kept.ToString());
        Assert.True(kept == same);
        Assert.Equal(kept.GetHashCode(), same.GetHashCode());
        Assert.True(kept != new SpanAttribute("k", several));
        Assert.True(kept != new SpanAttribute("k", "[a, b]"));
    }

    [Fact]
    public void Nullable_numbers_are_not_boxed()
    {
        int? seven = 7;
        bool? flag = true;
        var sum = 0L;
        Assert.Equal(0, Allocated.BytesBy(() =>
        {
            SpanAttribute integer = ("n", seven);
            SpanAttribute boolean = new("b", flag);
            sum += integer.TryGetInteger(out var value) && boolean.HasValue ? value : 0;
        }));
        Assert.True(sum > 0);
    }
}
