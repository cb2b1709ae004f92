namespace Stackbilt.Observability.Tests.Baggages;

/// <summary>The names and values themselves, without a span.</summary>
public class BaggageTests
{
    static readonly Baggage Two = Baggage.Of(new("tenant", "7"), new("user", "Ada"));

    [Fact]
    public void A_change_makes_another_one()
    {
        var changed = Two.With("tenant", "8").With("new", "").Without("user");

        Assert.Equal([new("tenant", "8"), new("new", "")], changed);
        Assert.Equal([new("tenant", "7"), new("user", "Ada")], Two);
        Assert.Equal(("8", "", null), (changed["tenant"], changed["new"], changed["user"]));
    }

    [Fact]
    public void What_changes_nothing_is_the_same_object()
    {
        Assert.Same(Two, Two.With("tenant", "7"));
        Assert.Same(Two, Two.Without("nobody"));
        Assert.Same(Two, Two.With("nobody", null));
        Assert.Same(Baggage.Empty, Baggage.Of(new BaggageEntry("a", "1")).With("a", null));
        Assert.Same(Baggage.Empty, Baggage.Of());
    }

    [Fact]
    public void Of_a_key_that_is_given_twice_the_first_counts_and_what_is_no_entry_is_left_out()
    {
        Assert.Equal([new("a", "1"), new("A", "2")], Baggage.Of(new("a", "1"), default, new("A", "2"), new("a", "3"), new("b", null!)));
    }

    [Fact]
    public void Metadata_stays_until_the_value_is_set_anew()
    {
        var baggage = Two.With("tenant", "7", "ttl=30;once");

        Assert.Equal("ttl=30;once", baggage[0].Metadata);
        Assert.Null(baggage.With("tenant", "7")[0].Metadata);
        Assert.Null(Two.With("tenant", "7", "")[0].Metadata);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a=b")]
    [InlineData("a,b")]
    [InlineData("a;b")]
    [InlineData("caf\u00e9")]
    [InlineData("a\r\n")]
    [InlineData("(a)")]
    public void A_key_that_a_header_cannot_carry_is_refused_where_it_is_given(string key)
    {
        var refused = Assert.Throws<ArgumentException>(nameof(key), () => Two.With(key, "1"));
        Assert.Throws<ArgumentException>(nameof(key), () => Two.With(key, null));
        Assert.Throws<ArgumentException>(nameof(key), () => Baggage.Of(new BaggageEntry(key, "1")));
        Assert.Throws<ArgumentException>(nameof(key), () => new Recorded().Root().SetBaggage(key, "1"));

        Assert.False(Baggage.IsKey(key));
        Assert.True(Baggage.IsKey("tenant-7~"));
        Assert.False(Baggage.IsKey(null));
        Assert.Contains($"'{key}'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("letters and digits", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b")]
    [InlineData("a=\"b\"")]
    [InlineData("a b")]
    [InlineData("a=b c")]
    [InlineData("=b")]
    [InlineData("a;;b")]
    [InlineData("a;")]
    [InlineData("a\n")]
    [InlineData("\u00e9")]
    public void Metadata_that_a_header_cannot_carry_is_refused(string metadata) =>
        Assert.Contains($"'{metadata}'", Assert.Throws<ArgumentException>(nameof(metadata), () => Two.With("a", "1", metadata)).Message, StringComparison.Ordinal);

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>("key", () => Two[null!]);
        Assert.Throws<ArgumentNullException>("key", () => Two.With(null!, "1"));
        Assert.Throws<ArgumentNullException>("key", () => Two.Without(null!));
        Assert.Throws<ArgumentNullException>("key", () => new Recorded().Root().SetBaggage(null!, "1"));
        Assert.Throws<ArgumentNullException>("baggage", () => new Recorded().Root().SetBaggage(null!));
    }

    [Fact]
    public void Two_are_equal_by_what_is_in_them_and_the_text_does_not_tell_what_that_is()
    {
        var same = Baggage.Empty.With("tenant", "7").With("user", "Ada");

        Assert.Equal(Two, same);
        Assert.Equal(Two.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(Two, same.With("user", "Bob"));
        Assert.False(Two.Equals(null));
        Assert.DoesNotContain("Ada", Two.ToString(), StringComparison.Ordinal);
    }
}
