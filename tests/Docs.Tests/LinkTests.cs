namespace Docs.Tests;

/// <summary>Links between files of the repository lead somewhere.</summary>
public class LinkTests
{
    public static TheoryData<string> Pages => [.. Repository.Pages.Select(page => page.File)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_relative_link_leads_to_a_file(string file)
    {
        var dead = Repository.Pages.Single(page => page.File == file).Links
            .Where(link => IsRelative(link.Target) && !Exists(link))
            .Select(link => $"{link.File}:{link.Line}: {link.Target}")
            .ToList();

        Assert.True(dead.Count == 0, "No such file:\n" + string.Join('\n', dead));
    }

    [Fact]
    public void A_link_to_nowhere_is_found()
    {
        Assert.False(Exists(new MarkdownLink("docs/README.md", 1, "no-such-page.md")));
        Assert.True(Exists(new MarkdownLink("docs/README.md", 1, "../LICENSE#terms")));
    }

    static bool IsRelative(string target) =>
        !target.StartsWith('#') && !Uri.TryCreate(target, UriKind.Absolute, out _);

    static bool Exists(MarkdownLink link)
    {
        var target = Uri.UnescapeDataString(link.Target.Split('#')[0]);
        var path = Path.Combine(Repository.Root, Path.GetDirectoryName(link.File) ?? "", target);
        return File.Exists(path) || Directory.Exists(path);
    }
}
