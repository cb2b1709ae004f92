namespace Stackbilt.Observability.Tests.Headers;

public class SpanContextTextTests
{
    const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Theory]
    [InlineData(Parent)]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03")]
    [InlineData(Parent + ";vendor=1")]
    [InlineData(Parent + ";vendor=a;b,t@x=2")]
    public void What_was_written_is_read_and_written_again(string text)
    {
        Assert.True(SpanContextText.TryRead(text, out var context));

        Assert.True(context.IsRemote);
        Assert.Equal(text, SpanContextText.Write(context));
        Assert.Equal(context, SpanContextText.Read(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00")]
    [InlineData(" " + Parent)]
    [InlineData(Parent + " ")]
    [InlineData(Parent + ";")]
    [InlineData(Parent + ",vendor=1")]
    [InlineData(Parent + "-vendor=1")]
    [InlineData(Parent + ";vendor")]
    [InlineData(Parent + "; vendor=1")]
    [InlineData(Parent + ";vendor=1,vendor=2")]
    [InlineData(Parent + ";vendor=1\r\nx-injected: 1")]
    [InlineData("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0G")]
    [InlineData("00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01")]
    public void What_was_not_written_so_is_none(string? text)
    {
        Assert.False(SpanContextText.TryRead(text, out var context));

        Assert.Equal(default, context);
        Assert.Equal(default, SpanContextText.Read(text));
    }

    [Fact]
    public void Flags_of_a_later_standard_are_passed_over()
    {
        Assert.True(SpanContextText.TryRead(Parent[..^2] + "ff", out var context));

        Assert.Equal(Parent[..^2] + "03", SpanContextText.Write(context));
    }

    [Fact]
    public void It_is_never_longer_than_it_says()
    {
        var state = string.Join(',', Enumerable.Range(0, 32).Select(static place => $"key{place:00}=" + new string('x', 40)));
        var context = SpanContextText.Read(Parent) with { TraceState = state };

        var text = SpanContextText.Write(context)!;

        Assert.InRange(text.Length, 500, SpanContextText.MaxLength);
        Assert.StartsWith(Parent + ";key00=", text, StringComparison.Ordinal);
        Assert.True(SpanContextText.TryRead(text, out _));
        Assert.False(SpanContextText.TryRead($"{Parent};{state}", out _));
    }

    [Fact]
    public void What_is_not_valid_is_not_written_and_a_broken_state_is_left_out()
    {
        Assert.Null(SpanContextText.Write(default));
        Assert.Equal(Parent, SpanContextText.Write(SpanContextText.Read(Parent) with { TraceState = "a b c\n" }));
    }

    [Fact]
    public void Nothing_is_thrown_for_any_text()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var run = 0; run < 20_000; run++)
        {
            var text = (Parent + ";vendor=1,other=2").ToCharArray();
            for (var change = random.Next(1, 4); change > 0; change--)
                text[random.Next(text.Length)] = (char)random.Next(0, 256);

            var given = new string(text)[..random.Next(text.Length + 1)];
            if (SpanContextText.TryRead(given, out var context))
                Assert.True(SpanContextText.Read(SpanContextText.Write(context)) == context, $"seed {seed}: {given}");
        }
    }
}
