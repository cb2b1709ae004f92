namespace Tarotscript;

/// <summary>Answers a question about a card, in its own time.</summary>
/// <param name="question">What the script wants to know.</param>
/// <param name="cancellation">Cancelled when nobody waits for the answer any longer.</param>
public delegate Task<string> Oracle(OracleQuestion question, CancellationToken cancellation);
