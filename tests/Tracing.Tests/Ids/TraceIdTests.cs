using System.Text;

namespace Stackbilt.Observability.Tests.Ids;

public class TraceIdTests
{
    const string Hex = "0af7651916cd43dd8448eb211c80319c";
    static readonly TraceId Id = new(0x0af7651916cd43dd, 0x8448eb211c80319c);

    [Fact]
    public void Is_written_as_32_lower_case_digits()
    {
        Assert.Equal(Hex, Id.ToString());
        Assert.Equal(Hex, $"{Id}");
        Assert.Equal("0000000000000001000000000000000f", new TraceId(1, 15).ToString());
    }

    [Fact]
    public void Formats_into_characters_and_into_utf8()
    {
        Span<char> characters = stackalloc char[40];
        Span<byte> bytes = stackalloc byte[40];

        Assert.True(Id.TryFormat(characters, out var charsWritten));
        Assert.True(Id.TryFormat(bytes, out var bytesWritten));

        Assert.Equal(Hex, characters[..charsWritten].ToString());
        Assert.Equal(Hex, Encoding.UTF8.GetString(bytes[..bytesWritten]));
    }

    [Fact]
    public void Leaves_a_buffer_alone_that_is_too_short()
    {
        Span<char> characters = stackalloc char[TraceId.HexLength - 1];
        Span<byte> bytes = stackalloc byte[TraceId.HexLength - 1];
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
        var characters = new char[TraceId.HexLength];
        var bytes = new byte[TraceId.HexLength];

        Assert.Equal(0, Allocated.BytesBy(() => Id.TryFormat(characters.AsSpan(), out _)));
        Assert.Equal(0, Allocated.BytesBy(() => Id.TryFormat(bytes.AsSpan(), out _)));
    }

    [Theory]
    [InlineData(Hex)]
    [InlineData("0AF7651916CD43DD8448EB211C80319C")]
    public void Reads_digits_in_either_case(string hex)
    {
        Assert.True(TraceId.TryParse(hex, out var id));
        Assert.Equal(Id, id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("0af7651916cd43dd8448eb211c80319")]
    [InlineData("0af7651916cd43dd8448eb211c80319c0")]
    [InlineData("0af7651916cd43dd8448eb211c80319g")]
    [InlineData("0af7651916cd43d-8448eb211c80319c")]
    [InlineData("0af7651916cd43d\08448eb211c80319c")]
    [InlineData("0af7651916cd43dd8448eb211c80319\0")]
    [InlineData(" af7651916cd43dd8448eb211c80319c")]
    public void Refuses_what_is_not_32_digits(string hex)
    {
        Assert.False(TraceId.TryParse(hex, out var id));
        Assert.Equal(default, id);
    }

    [Fact]
    public void Is_valid_with_either_half()
    {
        Assert.True(new TraceId(1, 0).IsValid);
        Assert.True(new TraceId(0, 1).IsValid);
        Assert.False(default(TraceId).IsValid);
        Assert.NotEqual(new TraceId(1, 0), new TraceId(0, 1));
    }

    [Fact]
    public void A_random_id_is_valid_and_comes_back_from_its_text()
    {
        var seen = new HashSet<TraceId>();
        for (var count = 0; count < 10_000; count++)
        {
            var id = TraceId.CreateRandom();

            Assert.True(id.IsValid);
            Assert.True(seen.Add(id));
            Assert.True(TraceId.TryParse(id.ToString(), out var read));
            Assert.Equal(id, read);
        }
    }
}
