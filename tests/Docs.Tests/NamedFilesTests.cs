using System.Text.RegularExpressions;

namespace Docs.Tests;

/// <summary>A page that names a file or a folder of the repository names one that is there.</summary>
public partial class NamedFilesTests
{
    public static TheoryData<string> Pages => [.. Repository.Pages.Where(page => Named(page.Text).Any()).Select(page => page.File)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Is_there(string file) =>
        Assert.All(Named(Repository.Pages.Single(page => page.File == file).Text), static named => Assert.True(IsThere(named), named));

    [Fact]
    public void The_pages_that_say_where_to_look_name_files()
    {
        Assert.InRange(Named(Text("docs/architecture.md")).Count(), 40, 400);
        Assert.InRange(Named(Text("docs/add-a-processor.md")).Count(), 3, 40);
        Assert.InRange(Named(Text("docs/add-a-carrier-decorator.md")).Count(), 2, 40);
    }

    [Theory]
    [InlineData("open `src/Tracing/Tracer.cs`.", true)]
    [InlineData("`src/Tracing`, or", true)]
    [InlineData("open `src/Tracing/Tracer.css`", false)]
    [InlineData("`src/NoSuchPackage`", false)]
    [InlineData("│  src/Tracing/Tracer.cs │", true)]
    [InlineData("│  src/Tracing/NoSuchFile.cs │", false)]
    public void One_that_is_not_there_is_found(string text, bool isThere) => Assert.Equal(isThere, IsThere(Assert.Single(Named(text))));

    static IEnumerable<string> Named(string text) => Path().Matches(text).Select(static match => match.Value.Trim('`'));

    static bool IsThere(string named)
    {
        var path = System.IO.Path.Combine(Repository.Root, named);
        return File.Exists(path) || Directory.Exists(path);
    }

    static string Text(string file) => Repository.Pages.Single(page => page.File == file).Text;

    // A picture has no marks around a name; there a source file is known by its ending.
    [GeneratedRegex(@"`(?:src|tests|samples|benchmarks|docs|eng|\.ci)/[\w./-]*`|(?<![\w./-])(?:src|tests)/[\w./-]+\.cs\b")]
    private static partial Regex Path();
}
