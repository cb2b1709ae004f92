using System.Text.RegularExpressions;
using Docs.Tests;

namespace Stackbilt.Observability.Tests;

/// <summary>A page with recipes: what it prints, and which trees of spans it promises.</summary>
static partial class RecipePage
{
    public const string Recipes = "docs/recipes.md";

    public static IEnumerable<CodeBlock> Printed(string file) => Page(file).Blocks.Where(static block => block.Language == "csharp");

    /// <summary>The code in the text: the lines that register a recipe.</summary>
    public static IEnumerable<string> Registrations(string file) =>
        CodeInText().Matches(Page(file).Text).Select(static match => match.Groups["code"].Value);

    /// <summary>The tree in a section, as it is under a carrier that keeps the active span.</summary>
    public static string Tree(string section, string file = Recipes)
    {
        var text = Page(file).Text;
        var start = text.IndexOf($"\n## {section}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{file} has no section \"{section}\".");
        var end = text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return Assert.Single(Trees().Matches(end < 0 ? text[start..] : text[start..end])).Groups["tree"].Value;
    }

    static MarkdownPage Page(string file) => Repository.Pages.Single(page => page.File == file);

    [GeneratedRegex("^```text\n(?<tree>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Trees();

    [GeneratedRegex(@"`(?<code>(?:builder|app)\.[^`\n]+)`")]
    private static partial Regex CodeInText();
}
