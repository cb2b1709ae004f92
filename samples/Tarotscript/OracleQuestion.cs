namespace Tarotscript;

/// <summary>One question to the oracle.</summary>
/// <param name="Card">The card asked about.</param>
/// <param name="Reversed">Whether the card lies upside down.</param>
/// <param name="Position">The entry of the spread that asks.</param>
/// <param name="Aspect">What the card stands for, in the words of the script.</param>
public sealed record OracleQuestion(Card Card, bool Reversed, string Position, string Aspect)
{
    /// <summary>The question as a sentence.</summary>
    public string Prompt => $"What does {Card.Name}{(Reversed ? ", reversed," : "")} say about {Aspect}?";
}
