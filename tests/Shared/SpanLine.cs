using System.Text.Json;

namespace Stackbilt.Observability.Tests;

/// <summary>What one process tells another one of a span, at its start and at its end: one that is killed has told only of the start.</summary>
sealed record SpanLine(bool HasEnded, string Trace, string Id, string Parent, string Name, string? Message, bool IsError)
{
    const string Mark = "span ";

    public static SpanLine? Read(string line) =>
        line.StartsWith(Mark, StringComparison.Ordinal) ? JsonSerializer.Deserialize<SpanLine>(line[Mark.Length..]) : null;

    public override string ToString() => Mark + JsonSerializer.Serialize(this);
}
