using Tarotscript;

namespace Oracle.Tests;

/// <summary>The scripts the tests read.</summary>
static class Scripts
{
    public static Script ThreeEntries { get; } = Script.Parse("""
        deck major
        seed 42
        let past = draw
        let present = draw
        let future = draw
        spread "three cards" {
            past: interpret past as "behind"
            present: interpret present as "here"
            outlook: combine(interpret future as "ahead", interpret present as "held")
        }
        """);

    /// <summary>A script that draws one card, <c>a</c>, for the given entries.</summary>
    public static Script OfOneCard(string entries, string draw = "draw", int seed = 42) => Script.Parse($$"""
        deck major
        seed {{seed}}
        let a = {{draw}}
        spread "one card" { {{entries}} }
        """);

    public static Script FromFile(string name) =>
        Script.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "scripts", name)));
}
