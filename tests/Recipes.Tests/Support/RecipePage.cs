using System.Text.RegularExpressions;
using Docs.Tests;

namespace Stackbilt.Observability.Tests;

/// <summary>The page of the recipes: what it prints, and which tree of spans it promises.</summary>
static partial class RecipePage
{
    public const string File = "docs/recipes.md";

    public static IEnumerable<CodeBlock> Printed => Repository.Pages.Single(static page => page.File == File).Blocks
        .Where(static block => block.Language == "csharp");

    /// <summary>The code in the text: the lines that register a recipe.</summary>
    public static IEnumerable<string> Registrations => CodeInText().Matches(Text).Select(static match => match.Groups["code"].Value);

    static string Text => Repository.Pages.Single(static page => page.File == File).Text;

    /// <summary>The tree in the section of a recipe, as it is under a carrier that keeps the active span.</summary>
    public static string Tree(string section)
    {
        var start = Text.IndexOf($"\n## {section}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"The page has no section \"{section}\".");
        var end = Text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return Assert.Single(Trees().Matches(end < 0 ? Text[start..] : Text[start..end])).Groups["tree"].Value;
    }

    [GeneratedRegex("^```text\n(?<tree>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Trees();

    [GeneratedRegex(@"`(?<code>(?:builder|app|services)\.[^`\n]+)`")]
    private static partial Regex CodeInText();
}
