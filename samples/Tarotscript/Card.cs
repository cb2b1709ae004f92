namespace Tarotscript;

/// <summary>One card of the deck.</summary>
/// <param name="Number">The number printed on the card, from 0 (The Fool) to 21 (The World).</param>
/// <param name="Name">The name printed on the card.</param>
public sealed record Card(int Number, string Name);
