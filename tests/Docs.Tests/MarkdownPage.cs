using System.Text.RegularExpressions;

namespace Docs.Tests;

/// <summary>
/// As much of Markdown as the documentation uses: fenced blocks, the comments before them that say what they assume, and
/// links.
/// </summary>
sealed partial class MarkdownPage
{
    const string GivenHere = "given:";
    const string GivenOnThisPage = "given on this page:";

    MarkdownPage(string file, string text, IReadOnlyList<CodeBlock> blocks, IReadOnlyList<MarkdownLink> links)
    {
        File = file;
        Text = text;
        Blocks = blocks;
        Links = links;
    }

    public string File { get; }

    public string Text { get; }

    public IReadOnlyList<CodeBlock> Blocks { get; }

    public IReadOnlyList<MarkdownLink> Links { get; }

    public static MarkdownPage Read(string file, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var blocks = new List<CodeBlock>();
        var links = new List<MarkdownLink>();
        var givenOnThisPage = "";
        var givenHere = "";
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index];
            var start = index;
            if (Fence().Match(line) is { Success: true } fence)
            {
                var code = TakeUntil(lines, ref index, other => IsClosing(other, fence.Groups["marks"].Value));
                var inside = Unindented(code, fence.Groups["indent"].Length);
                blocks.Add(new(file, start + 1, fence.Groups["info"].Value.Trim(), inside, Join(givenOnThisPage, givenHere)));
                givenHere = "";
            }
            else if (line.StartsWith("<!--", StringComparison.Ordinal))
            {
                var comment = Comment(lines, ref index);
                if (comment.StartsWith(GivenHere, StringComparison.Ordinal))
                    givenHere = comment[GivenHere.Length..];
                else if (comment.StartsWith(GivenOnThisPage, StringComparison.Ordinal))
                    givenOnThisPage = comment[GivenOnThisPage.Length..];
            }
            else
            {
                links.AddRange(Link().Matches(CodeSpan().Replace(line, "``"))
                    .Select(match => new MarkdownLink(file, start + 1, match.Groups["target"].Value)));
            }
        }

        return new MarkdownPage(file, text, blocks, links);
    }

    static List<string> TakeUntil(string[] lines, ref int index, Predicate<string> isEnd)
    {
        var taken = new List<string>();
        for (index++; index < lines.Length && !isEnd(lines[index]); index++)
            taken.Add(lines[index]);

        return taken;
    }

    static string Comment(string[] lines, ref int index)
    {
        var comment = lines[index]["<!--".Length..];
        while (!comment.Contains("-->", StringComparison.Ordinal) && ++index < lines.Length)
            comment += "\n" + lines[index];

        return comment.Split("-->")[0].Trim();
    }

    static bool IsClosing(string line, string marks) =>
        line.Trim() is { Length: > 0 } only && only.Length >= marks.Length && only.All(mark => mark == marks[0]);

    static string Unindented(List<string> lines, int indent) =>
        string.Join('\n', lines.Select(line => line[Math.Min(indent, line.Length - line.TrimStart(' ').Length)..]));

    static string Join(string first, string second) => $"{first}\n{second}".Trim();

    [GeneratedRegex("^(?<indent> *)(?<marks>`{3,}|~{3,})(?<info>[^`]*)$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)(\s[^)]*)?\)|^\s*\[[^\]]+\]:\s*(?<target>\S+)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex CodeSpan();
}

/// <summary>A link or picture in a Markdown file.</summary>
sealed record MarkdownLink(string File, int Line, string Target);
