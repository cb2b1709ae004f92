using System.Text;
using System.Text.Json;
using OracleService;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Stackbilt.Observability;

namespace OracleCluster;

/// <summary>The side of the oracle: each question is a span below the silo's, and its answer goes back from inside of that.</summary>
sealed class Answering(Broker broker, Tracer tracer)
{
    public Task StartAsync() => broker.ConsumeAsync(QuestionQueue.Name, HandleAsync);

    async Task HandleAsync(BasicDeliverEventArgs question)
    {
        try
        {
            await tracer.RunInSpan(
                tracer.StartReceived(
                    $"process {QuestionQueue.Name}",
                    question.BasicProperties.Headers,
                    static (headers, name) => headers?.TryGetValue(name, out var value) == true && value is byte[] text ? Encoding.UTF8.GetString(text) : null,
                    attributes:
                    [
                        ("messaging.system", "rabbitmq"),
                        ("messaging.operation.name", "process"),
                        ("messaging.operation.type", "process"),
                        ("messaging.destination.name", QuestionQueue.Name),
                    ]),
                question,
                (_, asked) => AnswerAsync(asked));
        }
        catch (SilenceException)
        {
            // The silo has been told, and the span says it.
        }
    }

    async Task AnswerAsync(BasicDeliverEventArgs question)
    {
        var answer = await LanguageModel.AnswerAsync(Encoding.UTF8.GetString(question.Body.Span), question.CancellationToken);
        await broker.PublishAsync(
            question.BasicProperties.ReplyTo!,
            new BasicProperties { CorrelationId = question.BasicProperties.CorrelationId },
            JsonSerializer.SerializeToUtf8Bytes(answer),
            question.CancellationToken);
        if (answer is null)
            throw new SilenceException();
    }

    sealed class SilenceException() : Exception("Of the lottery the oracle does not speak.");
}
