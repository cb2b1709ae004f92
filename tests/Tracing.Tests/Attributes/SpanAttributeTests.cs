using System.Globalization;

namespace Stackbilt.Observability.Tests.Attributes;

public class SpanAttributeTests
{
    [Fact]
    public void Each_type_answers_its_own_reading_and_no_other()
    {
        Assert.Equal((true, false, false, false), Readings(new("key", "text")));
        Assert.Equal((false, true, false, false), Readings(new("key", 0L)));
        Assert.Equal((false, false, true, false), Readings(new("key", 0.0)));
        Assert.Equal((false, false, false, true), Readings(new("key", false)));
        Assert.Equal((false, false, false, false), Readings(new("key", null)));
        Assert.Equal((false, false, false, false), Readings(default));
    }

    [Fact]
    public void Gives_back_the_value()
    {
        Assert.True(new SpanAttribute("key", "text").TryGetString(out var text));
        Assert.True(new SpanAttribute("key", long.MinValue).TryGetInteger(out var integer));
        Assert.True(new SpanAttribute("key", double.NegativeZero).TryGetFloatingPoint(out var floating));
        Assert.True(new SpanAttribute("key", true).TryGetBoolean(out var boolean));

        Assert.Equal(("text", long.MinValue, true), (text, integer, boolean));
        Assert.True(double.IsNegative(floating));
    }

    [Fact]
    public void Value_has_the_type_that_was_given()
    {
        Assert.Equal("text", new SpanAttribute("key", "text").Value);
        Assert.Equal(7L, new SpanAttribute("key", 7).Value);
        Assert.Equal(7.5, new SpanAttribute("key", 7.5).Value);
        Assert.Equal(true, new SpanAttribute("key", true).Value);
        Assert.Null(new SpanAttribute("key", null).Value);
        Assert.Null(default(SpanAttribute).Value);
    }

    [Fact]
    public void A_null_string_is_no_value()
    {
        var none = new SpanAttribute("key", null);

        Assert.False(none.HasValue);
        Assert.Equal("key", none.Key);
        Assert.True(new SpanAttribute("key", "").HasValue);
    }

    [Fact]
    public void Tuples_convert()
    {
        const int Tokens = 12;
        SpanAttribute[] converted = [("a", "b"), ("n", Tokens), ("l", 3_000_000_000), ("d", 0.5), ("f", true), ("none", (string?)null)];

        Assert.Equal(
            [new("a", "b"), new("n", 12L), new("l", 3_000_000_000), new("d", 0.5), new("f", true), new("none", null)],
            converted);
    }

    [Fact]
    public void Is_equal_where_key_type_and_value_are()
    {
        var text = new SpanAttribute("key", new string("text"));

        Assert.True(text == new SpanAttribute("key", new string(['t', 'e', 'x', 't'])));
        Assert.Equal(text.GetHashCode(), new SpanAttribute("key", new string(['t', 'e', 'x', 't'])).GetHashCode());
        Assert.True(new SpanAttribute("key", 1) != new SpanAttribute("key", true));
        Assert.True(new SpanAttribute("key", 0) != new SpanAttribute("key", 0.0));
        Assert.True(new SpanAttribute("key", 0) != new SpanAttribute("key", null));
        Assert.True(new SpanAttribute("key", 1) != new SpanAttribute("other", 1));
        Assert.True(text != new SpanAttribute("key", "other"));
        Assert.True(text.Equals((object)text));
        Assert.False(text.Equals("text"));
    }

    [Fact]
    public void A_key_is_required()
    {
        Assert.Throws<ArgumentNullException>("key", () => new SpanAttribute(null!, "text"));
        Assert.Throws<ArgumentNullException>("key", () => new SpanAttribute(null!, 1));
        Assert.Throws<ArgumentNullException>("key", () => new SpanAttribute(null!, 1.5));
        Assert.Throws<ArgumentNullException>("key", () => new SpanAttribute(null!, true));
    }

    [Fact]
    public void Text_is_the_same_in_every_culture()
    {
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        german.NumberFormat.NumberDecimalSeparator = ",";
        german.NumberFormat.NegativeSign = "~";
        CultureInfo.CurrentCulture = german;

        Assert.Equal("key=-0.5", new SpanAttribute("key", -0.5).ToString());
        Assert.Equal("key=-7", new SpanAttribute("key", -7).ToString());
        Assert.Equal("key=true", new SpanAttribute("key", true).ToString());
        Assert.Equal("key=", new SpanAttribute("key", null).ToString());
    }

    [Fact]
    public void Numbers_and_booleans_are_not_boxed()
    {
        long sum = 0;
        Assert.Equal(0, Allocated.BytesBy(() =>
        {
            SpanAttribute integer = ("n", 12);
            SpanAttribute floating = ("d", 0.5);
            SpanAttribute boolean = ("b", true);
            sum += integer.TryGetInteger(out var value) ? value : 0;
            sum += floating.TryGetFloatingPoint(out var number) ? (long)number : 0;
            sum += boolean.TryGetBoolean(out var flag) && flag ? 1 : 0;
            sum += integer == floating || integer.HasValue ? 1 : 0;
        }));
        Assert.True(sum > 0);
    }

    static (bool Text, bool Integer, bool Floating, bool Boolean) Readings(SpanAttribute attribute) => (
        attribute.TryGetString(out _),
        attribute.TryGetInteger(out _),
        attribute.TryGetFloatingPoint(out _),
        attribute.TryGetBoolean(out _));
}
