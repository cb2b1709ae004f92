namespace OracleCluster;

/// <summary>Asks the oracle about one card; the key is the number of the card.</summary>
interface IMedium : IGrainWithIntegerKey
{
    /// <summary>Asks one question.</summary>
    /// <param name="prompt">The question as a sentence.</param>
    /// <param name="aspect">What it is about.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="OracleException">The oracle is silent.</exception>
    Task<OracleAnswer> AskAsync(string prompt, string aspect, CancellationToken cancellation);
}

/// <summary>What the oracle says, with its size in tokens.</summary>
[GenerateSerializer]
[Alias("oracle.answer")]
sealed record OracleAnswer(string Text, int PromptTokens, int CompletionTokens);

/// <summary>The oracle does not answer.</summary>
[GenerateSerializer]
[Alias("oracle.silent")]
sealed class OracleException(string message) : Exception(message);
