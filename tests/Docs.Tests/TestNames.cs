using System.Text.RegularExpressions;

namespace Docs.Tests;

/// <summary>The tests of the repository, as the pages name them.</summary>
static class TestNames
{
    static readonly string[] Sources =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"))
            .Select(File.ReadAllText),
    ];

    public static bool Exists(string type, string test) => Sources.Any(source =>
        Regex.IsMatch(source, $@"\bclass {type}\b") && Regex.IsMatch(source, $@"^\s+public .*\b{test}\(", RegexOptions.Multiline));
}
