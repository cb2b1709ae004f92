using System.Text;
using Stackbilt.Observability;

namespace OracleService;

/// <summary>
/// <c>POST /infer</c>: stands in for a language model. It thinks for a few milliseconds and gives the same answer to the same
/// prompt; of the lottery it does not speak.
/// </summary>
static class InferenceService
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

    public static WebApplication Create(WebApplicationBuilder builder)
    {
        var app = builder.Build();
        app.UseStackbiltObservability();
        app.MapPost("/infer", InferAsync);
        return app;
    }

    static async Task<IResult> InferAsync(InferenceQuestion question, CancellationToken cancellation)
    {
        if (question.Prompt.Contains("lottery", StringComparison.OrdinalIgnoreCase))
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);

        var choice = Checksum(question.Prompt);
        var answer = Answers[choice % Answers.Length];
        await Task.Delay(TimeSpan.FromMilliseconds(4 + (choice % 13)), cancellation);
        return Results.Ok(new InferenceAnswer(answer, Words(question.Prompt), Words(answer)));
    }

    static int Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    /// <summary>The same in every process, unlike <see cref="string.GetHashCode()"/>.</summary>
    static int Checksum(string text) => Encoding.UTF8.GetBytes(text).Aggregate(17, (sum, next) => ((sum * 31) + next) & 0xFFFF);
}

/// <summary>What the inference service is asked.</summary>
sealed record InferenceQuestion(string Prompt);

/// <summary>What it answers, with its size in tokens: words, here.</summary>
sealed record InferenceAnswer(string Text, int PromptTokens, int CompletionTokens);
