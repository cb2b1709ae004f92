namespace OracleCluster;

/// <summary>Reads cards; the key is the title of the spread.</summary>
interface IReader : IGrainWithStringKey
{
    /// <summary>Interprets a script.</summary>
    /// <param name="script">Its text, which is in order: a script that has been read is not sent.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<CardReading> ReadAsync(string script, CancellationToken cancellation);
}

/// <summary>What a script came to, and how many questions that took.</summary>
[GenerateSerializer]
[Alias("oracle.reading")]
sealed record CardReading(string Title, int Questions, IReadOnlyList<CardLine> Lines);

/// <summary>What one entry of the spread came to.</summary>
[GenerateSerializer]
[Alias("oracle.line")]
sealed record CardLine(string Name, string Text);
