namespace Docs.Tests;

/// <summary>A package's README is shown on the package's page: alone, and with comments as plain text.</summary>
public class PackageReadmeTests
{
    public static TheoryData<string> Readmes => [.. Repository.Pages
        .Where(page => page.File.StartsWith("src/", StringComparison.Ordinal) && Path.GetFileName(page.File) == "README.md")
        .Select(page => page.File)];

    [Theory]
    [MemberData(nameof(Readmes))]
    public void Stands_alone(string file)
    {
        var page = Repository.Pages.Single(candidate => candidate.File == file);

        Assert.All(page.Links, link => Assert.True(Uri.TryCreate(link.Target, UriKind.Absolute, out _), link.Target));
        Assert.DoesNotContain("<!--", page.Text, StringComparison.Ordinal);
        Assert.Contains(page.Blocks, block => block.Language == "csharp");
    }
}
