using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Stackbilt.Observability;

/// <summary>
/// HTML in the making. What stands between braces in an interpolated string is text and is encoded; only what is written in the
/// source of this library is markup. So nothing that comes from a span can become an element, an attribute or a script.
/// </summary>
sealed class HtmlText
{
    static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    readonly StringBuilder _html = new();

    public HtmlText Add([InterpolatedStringHandlerArgument("")] Pieces pieces)
    {
        _ = pieces;
        return this;
    }

    /// <summary>Markup of this library's own, such as a style sheet.</summary>
    public HtmlText AddOwn(string markup)
    {
        _html.Append(markup);
        return this;
    }

    public override string ToString() => _html.ToString();

    void AddText(string? text) => _html.Append(Encoder.Encode(Visible(text ?? "")));

    /// <summary>Characters that cannot be seen, or that turn the order of others round, are written as what they are.</summary>
    static string Visible(string text)
    {
        if (!text.Any(IsInvisible))
            return text;

        var visible = new StringBuilder(text.Length + 16);
        foreach (var letter in text)
        {
            if (IsInvisible(letter))
                visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else
                visible.Append(letter);
        }

        return visible.ToString();
    }

    // A line break and a tab may stay: a stack trace has them, and in HTML they harm nothing.
    static bool IsInvisible(char letter) => letter is not ('\n' or '\r' or '\t')
        && (char.IsControl(letter)
            || letter is (>= '\u200b' and <= '\u200f') or (>= '\u2028' and <= '\u202e') or (>= '\u2060' and <= '\u206f') or '\ufeff');

    /// <summary>What the compiler makes of an interpolated string.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Pieces(int literalLength, int formattedCount, HtmlText html)
    {
        readonly HtmlText _target = Room(html, literalLength + (formattedCount * 16));

        public void AppendLiteral(string markup) => _target._html.Append(markup);

        public void AppendFormatted(string? text) => _target.AddText(text);

        public void AppendFormatted<T>(T value)
            where T : struct, IFormattable => _target.AddText(value.ToString(null, CultureInfo.InvariantCulture));

        static HtmlText Room(HtmlText html, int length)
        {
            html._html.EnsureCapacity(html._html.Length + length);
            return html;
        }
    }
}
