using System.Reflection;

namespace Docs.Tests;

/// <summary>The repository that these tests were built from, and the Markdown files in it.</summary>
static class Repository
{
    static readonly string[] NotOurs = ["bin", "obj", "artifacts", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts"];

    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot")
        .Value!;

    /// <summary>Every Markdown file, once read.</summary>
    public static IReadOnlyList<MarkdownPage> Pages { get; } =
        [.. Files(new DirectoryInfo(Root)).Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Every fenced block of every Markdown file.</summary>
    public static IReadOnlyList<CodeBlock> Blocks { get; } = [.. Pages.SelectMany(page => page.Blocks)];

    public static CodeBlock Block(string place) => Blocks.Single(block => block.Place == place);

    static MarkdownPage Read(string path) =>
        MarkdownPage.Read(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path));

    static IEnumerable<string> Files(DirectoryInfo directory) => directory
        .EnumerateFiles("*.md")
        .Select(file => file.FullName)
        .Concat(directory.EnumerateDirectories()
            .Where(inner => !inner.Name.StartsWith('.') && !NotOurs.Contains(inner.Name))
            .SelectMany(Files));
}
