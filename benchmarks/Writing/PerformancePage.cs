namespace Stackbilt.Observability.Benchmarks;

/// <summary>The page of the documentation with the figures. What a command wrote stands between two markers.</summary>
static class PerformancePage
{
    public const string RelativePath = "docs/performance.md";

    static readonly string Folder = Path.Combine(Root(), "docs");

    public static string InDocs(string fileName) => Path.Combine(Folder, fileName);

    /// <summary>Replaces what stands between the markers of a command, and says where and how it was measured.</summary>
    public static void Write(string command, string measured)
    {
        var path = InDocs("performance.md");
        File.WriteAllText(path, With(File.ReadAllText(path), command, measured));
    }

    /// <summary>The page with that.</summary>
    public static string With(string page, string command, string measured)
    {
        var (begin, end) = ($"<!-- begin: {command} -->", $"<!-- end: {command} -->");
        var from = page.IndexOf(begin, StringComparison.Ordinal);
        var to = page.IndexOf(end, StringComparison.Ordinal);
        if (from < 0 || to < from)
            throw new InvalidOperationException($"{RelativePath} has no place for this: {begin} … {end}.");

        var origin = $"Written by `dotnet run -c Release --project benchmarks -- {command} --write` on: {Machine.Kind()}.";
        return $"{page[..from]}{begin}\n{origin}\n\n{measured}\n{page[to..]}";
    }

    static string Root()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Stackbilt.Observability.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("Run this inside the repository: there is no Stackbilt.Observability.sln above.");
    }
}
