using Stackbilt.Observability;

namespace OracleService;

/// <summary><c>POST /infer</c>: the language model as a service.</summary>
static class InferenceService
{
    public static WebApplication Create(WebApplicationBuilder builder)
    {
        var app = builder.Build();
        app.UseStackbiltObservability();
        app.MapPost("/infer", InferAsync);
        return app;
    }

    static async Task<IResult> InferAsync(InferenceQuestion question, CancellationToken cancellation) =>
        await LanguageModel.AnswerAsync(question.Prompt, cancellation) is { } answer
            ? Results.Ok(answer)
            : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
}

/// <summary>What the inference service is asked.</summary>
sealed record InferenceQuestion(string Prompt);
