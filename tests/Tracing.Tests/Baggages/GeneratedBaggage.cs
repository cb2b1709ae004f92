using System.Text;

namespace Stackbilt.Observability.Tests.Baggages;

/// <summary>Headers as nobody should send them and as some do, and baggage with any text in it; one seed, one sequence.</summary>
sealed class GeneratedBaggage(int seed)
{
    const string KeyCharacters = "abzAZ019!#$%&'*+-.^_`|~";

    static readonly string[] Pieces =
    [
        "a=1", "b=2", "tenant=7", ",a=1,", ",b=%c3%a9,", ",c=2;ttl=30,", ",d=,", ",e=%ff%2,", ",", ",", ",", "=", "=", ";", ";", " ", "\t", "%", "%2", "%20", "%2C", "%ff", "%c3%a9", "%0d%0a", "%00",
        "x-evil: 1", "\r\n", "\n", "\0", "\"q\"", "\\", "\u00e9", "\u2028", "\ud83d\ude00", "\ud800", "ttl=30", "k k", "+",
        new('k', 300), new('v', 3_000), new(',', 70), string.Concat(Enumerable.Repeat("%e2%82%ac", 200)),
    ];

    readonly Random _random = new(seed);
    readonly StringBuilder _text = new();

    public string Header()
    {
        _text.Clear();
        for (var count = _random.Next(_random.Next(2) == 0 ? 12 : 200); count > 0; count--)
        {
            if (_random.Next(8) == 0)
                _text.Append((char)_random.Next(0x300));
            else
                _text.Append(Pieces[_random.Next(Pieces.Length)]);
        }

        return _text.ToString();
    }

    /// <summary>Within the limits, so that all of it must come back.</summary>
    public Baggage Baggage()
    {
        var baggage = Observability.Baggage.Empty;
        for (var count = _random.Next(12); count > 0; count--)
            baggage = baggage.With(Key(), Value());

        return baggage;
    }

    string Key() => new([.. Enumerable.Range(0, 1 + _random.Next(8)).Select(_ => KeyCharacters[_random.Next(KeyCharacters.Length)])]);

    /// <summary>Every character that there is: all of the first page often, the others now and then, no half pairs.</summary>
    string Value()
    {
        _text.Clear();
        for (var count = _random.Next(24); count > 0; count--)
        {
            var code = _random.Next(3) switch { 0 => _random.Next(0x100), 1 => _random.Next(0x80), _ => _random.Next(0x110000) };
            if (Rune.TryCreate(code, out var rune))
                _text.Append(rune.ToString());
        }

        return _text.ToString();
    }
}
