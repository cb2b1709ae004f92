// Every package has README, symbols, documentation and both frameworks; Abstractions has netstandard2.0 as well.
using System.IO.Compression;
using System.Text.RegularExpressions;

string[] expected = [@"^README\.md$", @"^lib/net8\.0/.+\.dll$", @"^lib/net8\.0/.+\.xml$", @"^lib/net10\.0/.+\.dll$"];
var packages = Directory.GetFiles(args[0], "*.nupkg");
var missing = packages.SelectMany(package =>
{
    var files = Files(package);
    var symbols = Files(Path.ChangeExtension(package, ".snupkg"));
    string[] more = Path.GetFileName(package).Contains(".Abstractions.", StringComparison.Ordinal) ? [@"^lib/netstandard2\.0/.+\.dll$"] : [];
    return expected.Concat(more).Where(pattern => !files.Any(file => Regex.IsMatch(file, pattern)))
        .Concat(symbols.Any(file => file.EndsWith(".pdb", StringComparison.Ordinal)) ? [] : ["symbols"])
        .Select(what => $"{Path.GetFileName(package)} has no {what}");
}).ToList();

missing.ForEach(Console.WriteLine);
Console.WriteLine($"{packages.Length} packages");
return packages.Length > 0 && missing.Count == 0 ? 0 : 1;

static List<string> Files(string package)
{
    using var archive = ZipFile.OpenRead(package);
    return [.. archive.Entries.Select(entry => entry.FullName)];
}
