namespace Tarotscript;

/// <summary>What stands after the colon of an entry. Every expression reads as a text.</summary>
internal abstract record Expression
{
    /// <summary>How many questions reading this expression asks, at most.</summary>
    public abstract int Questions { get; }

    /// <summary>How many expressions stand inside one another, this one included.</summary>
    public abstract int Depth { get; }
}

/// <summary><c>"trust the road"</c></summary>
internal sealed record Saying(string Text) : Expression
{
    public override int Questions => 0;

    public override int Depth => 1;
}

/// <summary><c>interpret past as "what is behind"</c></summary>
internal sealed record Interpretation(CardReference Card, string Aspect) : Expression
{
    public override int Questions => 1;

    public override int Depth => 1;
}

/// <summary><c>combine(…, …)</c></summary>
internal sealed record Combination(IReadOnlyList<Expression> Parts) : Expression
{
    public override int Questions => Parts.Sum(part => part.Questions);

    public override int Depth => 1 + Parts.Max(part => part.Depth);
}

/// <summary><c>if upright(past) then … else …</c></summary>
internal sealed record Choice(CardReference Card, Expression WhenUpright, Expression WhenReversed) : Expression
{
    public override int Questions => Math.Max(WhenUpright.Questions, WhenReversed.Questions);

    public override int Depth => 1 + Math.Max(WhenUpright.Depth, WhenReversed.Depth);
}

/// <summary>A drawn card by its name, as it lies or turned over: <c>past</c>, <c>reversed(past)</c>.</summary>
internal sealed record CardReference(string Name, bool TurnedOver);

/// <summary>A line of the spread: <c>past: interpret past as "what is behind"</c>.</summary>
internal sealed record Entry(string Name, Expression Expression);
