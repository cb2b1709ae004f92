using System.Globalization;

namespace Stackbilt.Observability.Tests;

/// <summary>What a shop did, and what its spans say of it.</summary>
sealed record Outcome(IReadOnlyList<string> Handled, IReadOnlyList<SpanLine> Spans)
{
    /// <summary>What the sender got of each sending that failed.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    IEnumerable<SpanLine> Ended => Spans.Where(static span => span.HasEnded);

    public int Sent => Ended.Count(static span => span.Name == Shop.Send);

    public int SentInVain => Ended.Count(static span => span is { Name: Shop.Send, IsError: true });

    public int Worked => Ended.Count(static span => span.Name == Shop.Process);

    public int Failed => Ended.Count(static span => span is { Name: Shop.Process, IsError: true });

    /// <summary>An order's work below anything but the sending of that order that succeeded, and deep code below anything but that work.</summary>
    public int WrongParents
    {
        get
        {
            var ended = Ended.ToDictionary(static span => span.Id);
            return ended.Values.Count(span => ExpectedParentOf(span) is { } expected
                && !(ended.TryGetValue(span.Parent, out var parent) && (parent.Name, parent.Message, parent.Trace) == (expected, span.Message, span.Trace)
                    && !(expected == Shop.Send && parent.IsError)));
        }
    }

    /// <summary>Told of at their start, and never again.</summary>
    public int NeverEnded => Spans.Select(static span => span.Id).Distinct().Count() - Ended.Count();

    public static Outcome Of(IEnumerable<string> lines)
    {
        var all = lines.ToList();
        return new Outcome(
            [.. all.Where(static line => line.StartsWith("handled ", StringComparison.Ordinal)).Select(static line => line["handled ".Length..])],
            [.. all.Select(SpanLine.Read).OfType<SpanLine>()]);
    }

    /// <summary>The counts, as cells of a table.</summary>
    public string Cells => string.Create(
        CultureInfo.InvariantCulture,
        $"{Refused.Count} | {Handled.Count} | {Handled.Count(static handled => handled.EndsWith(" again", StringComparison.Ordinal))} | ")
        + (Spans.Count == 0 ? "| | | | |" : string.Create(CultureInfo.InvariantCulture, $"{SentInVain} | {Worked} | {Failed} | {WrongParents} | {NeverEnded} |"));

    static string? ExpectedParentOf(SpanLine span) => span.Name switch
    {
        Shop.Process => Shop.Send,
        Shop.Deep => Shop.Process,
        _ => null,
    };
}
