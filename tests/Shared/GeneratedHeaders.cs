using System.Text;

namespace Stackbilt.Observability.Tests;

/// <summary>The two headers, as nobody should send them and as some do: malformed, oversized, hostile, valid; one seed, one sequence.</summary>
public sealed class GeneratedHeaders(int seed)
{
    const string Valid = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01";

    static readonly string[] Pieces =
    [
        "a", "z9", "rojo", "t@v", "=", "=", ",", ",", " ", "\t", "1", "00f067aa0ba902b7", "@", "A", "-", "_", "~", "x-evil: 1", "k1=v",
        ",k2=v2", ", k3=v 3 ", ",,", "%0d%0a", "<script>", "'; drop", "../", "\u00e9", "\u2028", "\ud83d\ude00", "\ud800", "\r\n", "\n", "\0",
        new('k', 120), new('v', 130), new('=', 40),
    ];

    readonly Random _random = new(seed);
    readonly StringBuilder _text = new();

    /// <summary>One that a server may be sent at all has no line breaks in it, and nothing that is no character.</summary>
    public bool IsForWire { get; init; }

    public (string Parent, string? State) Next() => (
        _random.Next(4) switch
        {
            0 => Text(4),
            1 => Changed(Valid, 1 + _random.Next(3)),
            2 => Changed(Valid, _random.Next(2)) + "-" + Text(8),
            _ => Changed(Valid, 0),
        },
        _random.Next(8) switch
        {
            0 => null,
            1 => Members(_random.Next(40)),
            2 => Text(_random.Next(200)),
            _ => Text(12),
        });

    string Members(int count) =>
        string.Join(',', Enumerable.Range(0, count).Select(number => $"k{number}={new string('v', _random.Next(_random.Next(280)))}"));

    string Changed(string valid, int changes)
    {
        var characters = valid.ToCharArray();
        for (var change = 0; change < changes; change++)
            characters[_random.Next(characters.Length)] = Character();

        // Any version and any flags.
        if (_random.Next(3) == 0)
        {
            characters[_random.Next(2)] = "0123456789abcdef"[_random.Next(16)];
            characters[^(1 + _random.Next(2))] = "0123456789abcdef"[_random.Next(16)];
        }

        return new string(characters);
    }

    string Text(int most)
    {
        _text.Clear();
        for (var count = _random.Next(most + 1); count > 0; count--)
        {
            var piece = Pieces[_random.Next(Pieces.Length)];
            if (_random.Next(8) == 0)
                _text.Append(Character());
            else if (!IsForWire || piece.All(static one => one is '\t' or (>= ' ' and <= '~')))
                _text.Append(piece);
        }

        return _text.ToString();
    }

    char Character() => IsForWire ? (char)_random.Next(' ', '~' + 1) : (char)_random.Next(0x300);
}
