using System.Diagnostics;

namespace Tarotscript;

/// <summary>Walks the expressions of a spread, for one reading.</summary>
/// <remarks>
/// Every method that can fail is async, so that a failure ends up in its task. <see cref="Task.WhenAll(Task[])"/>
/// then sees every failure, and throws the first one in the order of the script.
/// </remarks>
internal sealed class SpreadReader(Oracle oracle, Hand hand, CancellationToken cancellation)
{
    public async Task<IReadOnlyList<ReadingLine>> ReadAsync(IEnumerable<Entry> entries) =>
        await Task.WhenAll(entries.Select(ReadEntryAsync));

    private async Task<ReadingLine> ReadEntryAsync(Entry entry) =>
        new(entry.Name, await ReadExpressionAsync(entry.Expression, entry.Name));

    private async Task<string> ReadExpressionAsync(Expression expression, string position) => expression switch
    {
        Saying saying => saying.Text,
        Interpretation interpretation => await ReadInterpretationAsync(interpretation, position),
        Combination combination => await ReadCombinationAsync(combination, position),
        Choice choice => await ReadChoiceAsync(choice, position),
        _ => throw new UnreachableException(),
    };

    private async Task<string> ReadCombinationAsync(Combination combination, string position)
    {
        var parts = await Task.WhenAll(combination.Parts.Select(part => ReadExpressionAsync(part, position)));
        return string.Join(' ', parts);
    }

    private async Task<string> ReadChoiceAsync(Choice choice, string position)
    {
        var chosen = hand.Show(choice.Card).Reversed ? choice.WhenReversed : choice.WhenUpright;
        return await ReadExpressionAsync(chosen, position);
    }

    private async Task<string> ReadInterpretationAsync(Interpretation interpretation, string position)
    {
        var (card, reversed) = hand.Show(interpretation.Card);
        return await AskAsync(new OracleQuestion(card, reversed, position, interpretation.Aspect));
    }

    private async Task<string> AskAsync(OracleQuestion question)
    {
        cancellation.ThrowIfCancellationRequested();
        return await oracle(question, cancellation);
    }
}
