using System.Globalization;

namespace Stackbilt.Observability.Tests;

/// <summary>What the callers saw, what the grains did in both silos, and what the spans say of it.</summary>
sealed class KilledSiloOutcome
{
    readonly Dictionary<string, SpanLine> _begun;
    readonly List<SpanLine> _ended;
    readonly HashSet<string> _left;

    /// <summary>Of the lines that the silo which lives has said, and of those that the killed one has.</summary>
    public KilledSiloOutcome(IReadOnlyList<string> living, IReadOnlyList<string> killed)
    {
        Seen = [.. After("call ", living).Order(StringComparer.Ordinal)];
        Left = [.. After("begun ", killed).Except(After("done ", killed))];
        Done = [.. After("done ", living).Concat(After("done ", killed)).Order(StringComparer.Ordinal)];

        // Where grains are was asked before, in traces that have no part in this.
        var spans = living.Concat(killed).Select(SpanLine.Read).OfType<SpanLine>().ToList();
        var calls = spans.Where(static span => StepOf(span) is not null).DistinctBy(static span => span.Trace)
            .ToDictionary(static span => span.Trace, static span => StepOf(span)!.Value.Call);
        spans.RemoveAll(span => !calls.ContainsKey(span.Trace));
        _begun = spans.Where(static span => !span.HasEnded).ToDictionary(static span => span.Id);
        _ended = [.. spans.Where(static span => span.HasEnded)];

        var leftCalls = Left.Select(static step => step.Split(' ')[0]).ToHashSet();
        _left = [.. killed.Select(SpanLine.Read).OfType<SpanLine>()
            .Where(span => calls.TryGetValue(span.Trace, out var call) && leftCalls.Contains(call)).Select(static span => span.Id)];
        Exported = living.Select(SpanLine.Read).Count(span => span is { HasEnded: true } && calls.ContainsKey(span.Trace));
    }

    /// <summary>What the caller of each call got.</summary>
    public IReadOnlyList<string> Seen { get; }

    /// <summary>The steps that grains have done.</summary>
    public IReadOnlyList<string> Done { get; }

    /// <summary>By the grains' own word, the steps that were begun in the killed silo and never done.</summary>
    public IReadOnlyList<string> Left { get; }

    /// <summary>Spans that the silo which lives has exported.</summary>
    public int Exported { get; }

    public int Failed => Seen.Count(static seen => !seen.EndsWith(": answered", StringComparison.Ordinal));

    /// <summary>Spans of the killed silo that belong to what was never done there.</summary>
    public int NeverDone => _left.Count;

    /// <summary>Of these, those that have ended in any process.</summary>
    public int ShownAsEnded => _ended.Count(span => _left.Contains(span.Id));

    /// <summary>Spans of work that was done, and that have not ended once.</summary>
    public int Lost => _begun.Keys.Count(id => !_left.Contains(id) && _ended.Count(span => span.Id == id) != 1);

    /// <summary>Spans that are not below the step of the same call that comes before them.</summary>
    public int WrongParents => _begun.Values.Count(span => StepOf(span) switch
    {
        { Number: 0 } => span.Parent.Trim('0').Length > 0,
        { } step => StepAbove(span) != (step.Call, step.Number - 1),
        null => StepAbove(span) is null,
    });

    /// <summary>Traces whose first span has an error.</summary>
    public int FailedTraces => _ended.Count(static span => span.IsError && StepOf(span) is { Number: 0 });

    /// <summary>The counts, as cells of a table.</summary>
    public string Cells => string.Create(CultureInfo.InvariantCulture, $"{Seen.Count} | {Seen.Count - Failed} | {Failed} | {Left.Count} | ")
        + (_begun.Count == 0
            ? "| | | | |"
            : string.Create(CultureInfo.InvariantCulture, $"{NeverDone} | {ShownAsEnded} | {Exported} | {WrongParents} | {FailedTraces} |"));

    public static KilledSiloOutcome Of(IReadOnlyList<string> lines) => new(
        [.. lines.Where(static line => !line.StartsWith(CallingSilo.FromTheOther, StringComparison.Ordinal))],
        [.. After(CallingSilo.FromTheOther, lines)]);

    static IEnumerable<string> After(string mark, IReadOnlyList<string> lines) =>
        lines.Where(line => line.StartsWith(mark, StringComparison.Ordinal)).Select(line => line[mark.Length..]);

    /// <summary>What a span of the grains' own is named by; null for the span of a call itself.</summary>
    static (string Call, int Number)? StepOf(SpanLine span) =>
        span.Name.Split(' ') is [var call, var step] && int.TryParse(step, CultureInfo.InvariantCulture, out var number) ? (call, number) : null;

    /// <summary>The nearest one in the same trace; between two steps is the span of a call.</summary>
    (string Call, int Number)? StepAbove(SpanLine span)
    {
        var isCall = StepOf(span) is null;
        while (_begun.TryGetValue(span.Parent, out var parent) && parent.Trace == span.Trace)
        {
            if (StepOf(parent) is { } step)
                return isCall ? step : null;

            (span, isCall) = (parent, true);
        }

        return null;
    }
}
