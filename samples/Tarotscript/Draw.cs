namespace Tarotscript;

/// <summary>A line of the script that draws a card: <c>let past = draw reversed</c>.</summary>
internal sealed record Draw(string Name, Facing Facing);

/// <summary>How a card is laid down.</summary>
internal enum Facing
{
    ByChance,
    Upright,
    Reversed,
}
