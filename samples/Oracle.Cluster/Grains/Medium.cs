using Orleans.Concurrency;
using Orleans.Placement;
using Stackbilt.Observability;

namespace OracleCluster;

/// <summary>Reentrant, since two entries of a spread may ask about one card at the same time.</summary>
[HashBasedPlacement]
[Reentrant]
sealed class Medium(QuestionQueue questions) : Grain, IMedium
{
    public async Task<OracleAnswer> AskAsync(string prompt, string aspect, CancellationToken cancellation) =>
        await questions.AskAsync(prompt, this.GetCallSpan(), cancellation)
        ?? throw new OracleException($"The oracle is silent about {aspect}.");
}
