using Orleans.Placement;
using Stackbilt.Observability;
using Tarotscript;

namespace OracleCluster;

/// <summary>The interpreter in a grain. It knows nothing of tracing, nor of grains; what it calls does.</summary>
[HashBasedPlacement]
sealed class Reader(Tracer tracer) : Grain, IReader
{
    public async Task<CardReading> ReadAsync(string script, CancellationToken cancellation)
    {
        var questions = 0;
        var reading = await tracer.RunInSpan(this.GetCallSpan()?.StartChild("tarotscript.interpret"), active =>
        {
            // Under Explicit the span travels in this closure; under AsyncLocal what is asked finds it by itself.
            var interpreter = new Interpreter((question, stop) =>
            {
                questions++;
                return AskAsync(question, active, stop);
            });
            return interpreter.InterpretAsync(Script.Parse(script), cancellation);
        });
        return new CardReading(reading.Title, questions, [.. reading.Lines.Select(line => new CardLine(line.Name, line.Text))]);
    }

    Task<string> AskAsync(OracleQuestion question, Span? handedDown, CancellationToken cancellation)
    {
        var span = (ActiveSpan.Current ?? handedDown)?.StartChild(
            "oracle.inference",
            ("oracle.provider", "queue"),
            ("oracle.card", question.Card.Name));
        return tracer.RunInSpan(span, active => InferAsync(question, active, cancellation));
    }

    async Task<string> InferAsync(OracleQuestion question, Span? active, CancellationToken cancellation)
    {
        OracleAnswer answer;
        using (HandedOn.To(active))
            answer = await GrainFactory.GetGrain<IMedium>(question.Card.Number).AskAsync(question.Prompt, question.Aspect, cancellation);

        active?.SetAttributes(
            ("oracle.prompt_tokens", answer.PromptTokens),
            ("oracle.completion_tokens", answer.CompletionTokens));
        return answer.Text;
    }
}
