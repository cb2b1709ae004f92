using System.Reflection;
using System.Text.RegularExpressions;

namespace Docs.Tests;

/// <summary>A reader who copies a sample has to know which package to add: the page names it, or one that brings it along.</summary>
public partial class NamedPackagesTests
{
    const string Prefix = "Stackbilt.Observability.";

    static readonly string[] Packages =
        ["Abstractions", "Tracing", "Testing", "Hosting", "AspNetCore", "Development", "Conformance", "Conformance.Xunit"];

    static readonly Dictionary<string, HashSet<string>> PackagesOfName = NamesOfPackages();

    // Its rules are about carriers of any package, and the samples of the others are not to be copied.
    static readonly HashSet<string> Others = ["docs/spec.md", "docs/rationale.md", "docs/conformance.md"];

    public static TheoryData<string> Pages =>
    [
        .. Repository.Pages.Select(static page => page.File)
            .Where(static file => file.StartsWith("docs/", StringComparison.Ordinal) && !Others.Contains(file)),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_type_of_a_sample_is_in_a_package_that_the_page_names(string file)
    {
        var page = Repository.Pages.Single(candidate => candidate.File == file);

        Assert.Empty(Missing(page));
    }

    [Fact]
    public void A_type_whose_package_is_not_named_is_found()
    {
        const string Sample = "```csharp\nvar spans = new SpanRecorder(); var tracer = new Tracer(null!);\n```\n";

        Assert.Equal(["SpanRecorder: Testing", "Tracer: Tracing"], Missing(MarkdownPage.Read("a.md", Sample)));
        Assert.Empty(Missing(MarkdownPage.Read("a.md", Sample + "The package is `Stackbilt.Observability.Testing`.")));
        Assert.Equal(["SpanRecorder: Testing"], Missing(MarkdownPage.Read("a.md", Sample + "The package is `Stackbilt.Observability.AspNetCore`.")));
    }

    static IEnumerable<string> Missing(MarkdownPage page)
    {
        var prose = Block().Replace(page.Text, "") + string.Concat(page.Blocks.Where(static block => block.Language == "sh").Select(static block => block.Text));
        var named = Packages.Where(package => Regex.IsMatch(prose, $@"{Regex.Escape(Prefix + package)}\b(?!\.[A-Z])")).SelectMany(BroughtAlong).ToHashSet();
        return page.Blocks.Where(static block => block.Language == "csharp")
            .SelectMany(static block => Name().Matches(block.Text).Select(static match => match.Value))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Where(name => PackagesOfName.TryGetValue(name, out var packages) && !packages.Overlaps(named))
            .Select(static name => $"{name}: {string.Join(" or ", PackagesOfName[name])}");
    }

    /// <summary>The public types, and the extension methods, which a reader sees without their type.</summary>
    static Dictionary<string, HashSet<string>> NamesOfPackages()
    {
        Dictionary<string, HashSet<string>> packages = [];
        foreach (var package in Packages)
        {
            foreach (var type in Assembly.Load(Prefix + package).GetExportedTypes())
            {
                Add(type.Name.Split('`')[0], package);
                foreach (var method in type.GetMethods().Where(static method => method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute), false)))
                    Add(method.Name, package);
            }
        }

        return packages;

        void Add(string name, string package)
        {
            if (!packages.TryGetValue(name, out var known))
                packages[name] = known = [];

            known.Add(package);
        }
    }

    static IEnumerable<string> BroughtAlong(string package) => Assembly.Load(Prefix + package).GetReferencedAssemblies()
        .Select(static reference => reference.Name!)
        .Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(static name => name[Prefix.Length..])
        .Where(Packages.Contains)
        .SelectMany(BroughtAlong)
        .Append(package);

    [GeneratedRegex(@"^( *)(`{3,}|~{3,}).*?^\1\2", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\b[A-Z][A-Za-z0-9]+\b")]
    private static partial Regex Name();
}
