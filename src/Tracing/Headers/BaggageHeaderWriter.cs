using System.Buffers;

namespace Stackbilt.Observability;

/// <summary>Puts entries together to a header, whole ones only, as many as the limits of W3C Baggage let in.</summary>
/// <param name="room">Where the text is put together, of <see cref="Room"/> characters, which are bytes: all are ASCII.</param>
ref struct BaggageHeaderWriter(Span<char> room)
{
    public const int Room = BaggagePropagator.MostBytes;

    const string HexDigits = "0123456789ABCDEF";

    // All that the standard lets stand, but for + and =, which some read in another way.
    static readonly SearchValues<byte> AsTheyAre = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&'()*-./:<>?@[]^_`{|}~"u8);

    readonly Span<char> _room = room;
    int _length;
    int _entries;
    bool _isFull;

    /// <summary>Null where there is nothing.</summary>
    public readonly string? Written => _length == 0 ? null : _room[.._length].ToString();

    /// <summary>One that does not fit is left out, and a shorter one after it may fit.</summary>
    public void TryAdd(in BaggageEntry entry)
    {
        if (_entries == BaggagePropagator.MostEntries)
            return;

        var before = _length;
        _isFull = false;
        if (before > 0)
            Add(',');

        Add(entry.Key);
        Add('=');
        AddEncoded(entry.Value);
        if (entry.Metadata is not null)
        {
            Add(';');
            Add(entry.Metadata);
        }

        if (_isFull)
            _length = before;
        else
            _entries++;
    }

    /// <summary>Half of a pair of surrogates becomes U+FFFD.</summary>
    void AddEncoded(string value)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in value.EnumerateRunes())
        {
            if (_isFull)
                return;

            foreach (var one in bytes[..rune.EncodeToUtf8(bytes)])
                AddEncoded(one);
        }
    }

    void AddEncoded(byte one)
    {
        if (AsTheyAre.Contains(one))
        {
            Add((char)one);
            return;
        }

        Add('%');
        Add(HexDigits[one >> 4]);
        Add(HexDigits[one & 15]);
    }

    void Add(string text)
    {
        if (text.Length > _room.Length - _length)
        {
            _isFull = true;
            return;
        }

        text.CopyTo(_room[_length..]);
        _length += text.Length;
    }

    void Add(char character)
    {
        if (_length == _room.Length)
            _isFull = true;
        else
            _room[_length++] = character;
    }
}
