using System.Security.Cryptography;
using System.Text;

namespace Stackbilt.Observability;

/// <summary>A style sheet or a script of the page. It stands in the page itself, which so needs nothing from elsewhere.</summary>
sealed class PageResource
{
    PageResource(string text)
    {
        Text = text;
        Source = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
    }

    public static PageResource Style { get; } = Read("waterfalls.css");

    /// <summary>With the line ends that a browser makes of any.</summary>
    public string Text { get; }

    /// <summary>What a Content-Security-Policy calls it: this text runs, and no other.</summary>
    public string Source { get; }

    public static PageResource Read(string name)
    {
        using var stream = typeof(PageResource).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return new PageResource(reader.ReadToEnd().ReplaceLineEndings("\n"));
    }
}
