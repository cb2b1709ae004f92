using System.Globalization;
using Stackbilt.Observability;
using Tarotscript;

namespace OracleService;

/// <summary>The oracle that the interpreter is given: it asks the inference service, and that call is a span.</summary>
sealed class OracleClient(HttpClient http, Stackbilt.Observability.Tracer tracer)
{
    /// <summary>Asks one question.</summary>
    /// <param name="question">What the script wants to know.</param>
    /// <param name="handedDown">The parent, for a carrier that keeps nothing ambient; null where there is none.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="OracleException">The inference service did not answer.</exception>
    public Task<string> AskAsync(OracleQuestion question, Span? handedDown, CancellationToken cancellation)
    {
        var span = (ActiveSpan.Current ?? handedDown)?.StartChild(
            "oracle.inference",
            ("oracle.provider", "loopback"),
            ("oracle.card", question.Card.Name));
        return tracer.RunInSpan(span, active => InferAsync(question, active, cancellation));
    }

    async Task<string> InferAsync(OracleQuestion question, Span? active, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/infer")
        {
            Content = JsonContent.Create(new InferenceQuestion(question.Prompt)),
        };
        TraceContextPropagator.Inject(active, request);
        using var response = await http.SendAsync(request, cancellation);
        if (!response.IsSuccessStatusCode)
        {
            throw new OracleException(string.Create(
                CultureInfo.InvariantCulture,
                $"The oracle is silent about {question.Aspect} (status {(int)response.StatusCode})."));
        }

        var answer = await response.Content.ReadFromJsonAsync<InferenceAnswer>(cancellation)
            ?? throw new OracleException("The oracle answered nothing.");
        active?.SetAttributes(
            ("oracle.prompt_tokens", answer.PromptTokens),
            ("oracle.completion_tokens", answer.CompletionTokens));
        return answer.Text;
    }
}

/// <summary>The inference service did not answer.</summary>
sealed class OracleException(string message) : Exception(message);
