namespace Tarotscript;

/// <summary>The cards drawn for one reading, by the names the script gave them.</summary>
internal sealed class Hand
{
    private readonly Dictionary<string, DrawnCard> _cards = [];

    public static Hand Deal(ulong seed, IEnumerable<Draw> draws)
    {
        var hand = new Hand();
        var chance = new Chance(seed);
        var deck = MajorArcana.Cards.ToList();

        foreach (var draw in draws)
        {
            var place = chance.Below(deck.Count);
            // Tossed even when the script fixes the facing, so that fixing one card leaves the others as they were.
            var tossedReversed = chance.Below(2) == 1;
            var reversed = draw.Facing is Facing.Reversed || (draw.Facing is Facing.ByChance && tossedReversed);

            hand._cards.Add(draw.Name, new DrawnCard(deck[place], reversed));
            deck.RemoveAt(place);
        }

        return hand;
    }

    public DrawnCard Show(CardReference reference)
    {
        var drawn = _cards[reference.Name];
        return reference.TurnedOver ? drawn with { Reversed = !drawn.Reversed } : drawn;
    }
}

/// <summary>A card on the table, and which way up it lies.</summary>
internal sealed record DrawnCard(Card Card, bool Reversed);
