namespace Tarotscript;

/// <summary>Draws the cards of a script and has the oracle explain them.</summary>
public sealed class Interpreter(Oracle oracle)
{
    /// <summary>Interprets a script. Questions that do not depend on one another are asked at the same time.</summary>
    /// <remarks>When the oracle fails, the first failure in script order reaches the caller unchanged.</remarks>
    public async Task<Reading> InterpretAsync(Script script, CancellationToken cancellation = default)
    {
        var hand = Hand.Deal(script.Seed, script.Draws);
        var reader = new SpreadReader(oracle, hand, cancellation);
        return new Reading(script.Title, await reader.ReadAsync(script.Entries));
    }
}
