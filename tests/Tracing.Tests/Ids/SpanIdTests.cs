using System.Text;

namespace Stackbilt.Observability.Tests.Ids;

public class SpanIdTests
{
    const string Hex = "00f067aa0ba902b7";
    static readonly SpanId Id = new(0x00f067aa0ba902b7);

    [Fact]
    public void Is_written_as_16_lower_case_digits()
    {
        Assert.Equal(Hex, Id.ToString());
        Assert.Equal(Hex, $"{Id}");
        Assert.Equal(Hex, ((IFormattable)Id).ToString("X", null));
    }

    [Fact]
    public void Formats_into_characters_and_into_utf8()
    {
        Span<char> characters = stackalloc char[20];
        Span<byte> bytes = stackalloc byte[20];

        Assert.True(Id.TryFormat(characters, out var charsWritten));
        Assert.True(Id.TryFormat(bytes, out var bytesWritten));

        Assert.Equal(Hex, characters[..charsWritten].ToString());
        Assert.Equal(Hex, Encoding.UTF8.GetString(bytes[..bytesWritten]));
    }

    [Fact]
    public void Leaves_a_buffer_alone_that_is_too_short()
    {
        Span<char> characters = stackalloc char[SpanId.HexLength - 1];
        Span<byte> bytes = stackalloc byte[SpanId.HexLength - 1];
        characters.Fill('?');
        bytes.Fill((byte)'?');

        Assert.False(Id.TryFormat(characters, out var charsWritten));
        Assert.False(Id.TryFormat(bytes, out var bytesWritten));

        Assert.Equal((0, 0), (charsWritten, bytesWritten));
        Assert.False(characters.ContainsAnyExcept('?'));
        Assert.False(bytes.ContainsAnyExcept((byte)'?'));
    }

    [Fact]
    public void Formatting_into_a_buffer_allocates_nothing()
    {
        var characters = new char[SpanId.HexLength];
        var bytes = new byte[SpanId.HexLength];

        Assert.Equal(0, Allocated.BytesBy(() => Id.TryFormat(characters.AsSpan(), out _)));
        Assert.Equal(0, Allocated.BytesBy(() => Id.TryFormat(bytes.AsSpan(), out _)));
    }

    [Theory]
    [InlineData(Hex)]
    [InlineData("00F067AA0BA902B7")]
    public void Reads_digits_in_either_case(string hex)
    {
        Assert.True(SpanId.TryParse(hex, out var id));
        Assert.Equal(Id, id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000000000000000")]
    [InlineData("00f067aa0ba902b")]
    [InlineData("00f067aa0ba902b70")]
    [InlineData("00f067aa0ba902bg")]
    [InlineData(" 0f067aa0ba902b7")]
    [InlineData("00f067aa0ba902b ")]
    [InlineData("00f067aa0ba902b\0")]
    [InlineData("0x0067aa0ba902b7")]
    [InlineData("+0f067aa0ba902b7")]
    [InlineData("００f067aa0ba902b7")]
    public void Refuses_what_is_not_16_digits(string hex)
    {
        Assert.False(SpanId.TryParse(hex, out var id));
        Assert.Equal(default, id);
    }

    [Fact]
    public void Is_a_value()
    {
        Assert.Equal(new SpanId(7), new SpanId(7));
        Assert.NotEqual(new SpanId(7), new SpanId(8));
        Assert.Equal(new SpanId(7).GetHashCode(), new SpanId(7).GetHashCode());
    }

    [Fact]
    public void Default_is_the_invalid_id()
    {
        Assert.False(default(SpanId).IsValid);
        Assert.Equal("0000000000000000", default(SpanId).ToString());
    }

    [Fact]
    public void A_random_id_is_valid_and_comes_back_from_its_text()
    {
        var seen = new HashSet<SpanId>();
        for (var count = 0; count < 10_000; count++)
        {
            var id = SpanId.CreateRandom();

            Assert.True(id.IsValid);
            Assert.True(seen.Add(id));
            Assert.True(SpanId.TryParse(id.ToString(), out var read));
            Assert.Equal(id, read);
        }
    }
}
