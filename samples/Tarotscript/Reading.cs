namespace Tarotscript;

/// <summary>What a script came to.</summary>
/// <param name="Title">The title of the spread.</param>
/// <param name="Lines">A line for each entry of the spread, in the order of the script.</param>
public sealed record Reading(string Title, IReadOnlyList<ReadingLine> Lines);

/// <summary>What one entry of the spread came to.</summary>
/// <param name="Name">The name of the entry.</param>
/// <param name="Text">The answers of the oracle and the sayings of the script.</param>
public sealed record ReadingLine(string Name, string Text);
