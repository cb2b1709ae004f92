namespace Docs.Tests;

/// <summary>A package's README is shown on the package's page: alone, and with comments as plain text.</summary>
public class PackageReadmeTests
{
    public static TheoryData<string> Readmes => [.. Repository.Pages
        .Where(page => page.File.StartsWith("src/", StringComparison.Ordinal) && Path.GetFileName(page.File) == "README.md")
        .Select(page => page.File)];

    [Theory]
    [InlineData("tests/Conformance/README.md", false)]
    [InlineData("tests/Conformance.Xunit/README.md", true)]
    public void The_suites_sample_compiles_with_its_package_alone(string file, bool isXunit)
    {
        string[] suite = ["Stackbilt.Observability.Abstractions", "Stackbilt.Observability.Tracing", "Stackbilt.Observability.Conformance"];
        string[] binding = isXunit ? ["Stackbilt.Observability.Conformance.Xunit", "xunit.core", "xunit.abstractions"] : [];
        var block = Repository.Blocks.First(candidate => candidate.File == file && candidate.Language == "csharp");

        CompiledCarriers.CompileWith(block, [.. suite, .. binding]);
    }

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
