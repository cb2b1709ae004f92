using System.Text;

namespace OracleService;

/// <summary>
/// Stands in for a language model. It thinks for a few milliseconds and gives the same answer to the same prompt; of the lottery it does
/// not speak.
/// </summary>
static class LanguageModel
{
    static readonly string[] Answers =
    [
        "Patience: the door opens from the other side.",
        "You know already, and have known since spring.",
        "Let it go, and see what comes back.",
        "A letter, a journey, or both at once.",
        "What seems lost is only out of sight.",
        "Ask somebody who laughs easily.",
        "Begin before you are ready.",
        "It is lighter than it looks; lift it.",
    ];

    /// <summary>Null where it does not speak.</summary>
    public static async Task<InferenceAnswer?> AnswerAsync(string prompt, CancellationToken cancellation)
    {
        if (prompt.Contains("lottery", StringComparison.OrdinalIgnoreCase))
            return null;

        var choice = Checksum(prompt);
        var answer = Answers[choice % Answers.Length];
        await Task.Delay(TimeSpan.FromMilliseconds(4 + (choice % 13)), cancellation);
        return new InferenceAnswer(answer, Words(prompt), Words(answer));
    }

    static int Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    /// <summary>The same in every process, unlike <see cref="string.GetHashCode()"/>.</summary>
    static int Checksum(string text) => Encoding.UTF8.GetBytes(text).Aggregate(17, (sum, next) => ((sum * 31) + next) & 0xFFFF);
}

/// <summary>What the language model answers, with its size in tokens: words, here.</summary>
sealed record InferenceAnswer(string Text, int PromptTokens, int CompletionTokens);
