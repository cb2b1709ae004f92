namespace Tarotscript;

/// <summary>The deck that scripts draw from: the twenty-two trumps.</summary>
public static class MajorArcana
{
    /// <summary>All cards, in the order of their numbers.</summary>
    public static IReadOnlyList<Card> Cards { get; } =
    [
        new(0, "The Fool"),
        new(1, "The Magician"),
        new(2, "The High Priestess"),
        new(3, "The Empress"),
        new(4, "The Emperor"),
        new(5, "The Hierophant"),
        new(6, "The Lovers"),
        new(7, "The Chariot"),
        new(8, "Strength"),
        new(9, "The Hermit"),
        new(10, "Wheel of Fortune"),
        new(11, "Justice"),
        new(12, "The Hanged Man"),
        new(13, "Death"),
        new(14, "Temperance"),
        new(15, "The Devil"),
        new(16, "The Tower"),
        new(17, "The Star"),
        new(18, "The Moon"),
        new(19, "The Sun"),
        new(20, "Judgement"),
        new(21, "The World"),
    ];
}
