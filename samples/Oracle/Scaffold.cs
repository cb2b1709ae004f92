using Stackbilt.Observability;
using Tarotscript;

namespace OracleService;

/// <summary>What is done with a script before it is interpreted.</summary>
static class Scaffold
{
    public static Script Classify(Span? request, string text)
    {
        using var span = request?.StartChild("scaffold.classify");
        var script = Script.Parse(text);
        span?.SetAttributes(("tarotscript.kind", script.Classify()), ("tarotscript.cards", script.DrawCount));
        return script;
    }
}
