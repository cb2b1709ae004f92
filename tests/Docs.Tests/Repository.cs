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
        [.. Files(new DirectoryInfo(Root), "*.md").Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Every fenced block of every Markdown file.</summary>
    public static IReadOnlyList<CodeBlock> Blocks { get; } = [.. Pages.SelectMany(page => page.Blocks)];

    public static CodeBlock Block(string place) => Blocks.Single(block => block.Place == place);

    /// <summary>The C# files below a folder, each by its path from the root.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Files(new DirectoryInfo(Path.Combine(Root, folder)), "*.cs").Select(Relative).Order(StringComparer.Ordinal);

    static MarkdownPage Read(string path) =>
        MarkdownPage.Read(Relative(path), File.ReadAllText(path));

    static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    static IEnumerable<string> Files(DirectoryInfo directory, string pattern) => directory
        .EnumerateFiles(pattern)
        .Select(file => file.FullName)
        .Concat(directory.EnumerateDirectories()
            .Where(inner => !inner.Name.StartsWith('.') && !NotOurs.Contains(inner.Name))
            .SelectMany(inner => Files(inner, pattern)));
}
