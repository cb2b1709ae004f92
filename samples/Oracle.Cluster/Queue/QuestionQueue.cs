using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Stackbilt.Observability;

namespace OracleCluster;

/// <summary>The side of a silo: puts a question into the queue of the oracle, and waits for its answer in a queue of its own.</summary>
sealed class QuestionQueue : IAsyncDisposable
{
    public const string Name = "oracle.questions";

    /// <summary>Less than a call of a grain may take. An oracle that has ended takes the questions that it had with it.</summary>
    static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(20);

    readonly ConcurrentDictionary<string, TaskCompletionSource<OracleAnswer?>> _waiting = new();
    readonly Broker _broker;
    readonly string _answers;

    QuestionQueue(Broker broker, string answers)
    {
        _broker = broker;
        _answers = answers;
    }

    public static async Task<QuestionQueue> OpenAsync(Layout layout, string silo)
    {
        var queue = new QuestionQueue(await Broker.ConnectAsync(layout), $"oracle.answers.{silo}");
        await queue._broker.ConsumeAsync(queue._answers, queue.TakeAnswer);
        return queue;
    }

    /// <summary>Asks one question.</summary>
    /// <param name="prompt">The question.</param>
    /// <param name="parent">What the oracle's work hangs below; null for nothing.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Null where the oracle is silent.</returns>
    /// <exception cref="OracleException">The oracle or the broker is lost.</exception>
    public async Task<OracleAnswer?> AskAsync(string prompt, Span? parent, CancellationToken cancellation)
    {
        var id = Guid.NewGuid().ToString("N");
        var answer = new TaskCompletionSource<OracleAnswer?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _broker.Closed);
        end.CancelAfter(LongestAnswer);
        try
        {
            var properties = new BasicProperties { CorrelationId = id, ReplyTo = _answers, Headers = HeadersOf(parent) };
            await _broker.PublishAsync(Name, properties, Encoding.UTF8.GetBytes(prompt), end.Token);
            return await answer.Task.WaitAsync(end.Token);
        }
        catch (Exception lost) when (!cancellation.IsCancellationRequested && lost is OperationCanceledException or RabbitMQClientException)
        {
            throw new OracleException("The oracle cannot be reached.");
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    /// <summary>Nothing waits any longer, so that no call of a grain holds up the end of its silo.</summary>
    public Task CloseAsync() => _broker.CloseAsync();

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    /// <summary>Where RabbitMQ.Client's own activity is heard, it writes its context over this one.</summary>
    static Dictionary<string, object?> HeadersOf(Span? parent)
    {
        var headers = new Dictionary<string, object?>();
        HeaderPropagator.Current.Inject(parent, headers, static (written, name, value) => written[name] = value);
        return headers;
    }

    Task TakeAnswer(BasicDeliverEventArgs message)
    {
        if (message.BasicProperties.CorrelationId is { } id && _waiting.TryGetValue(id, out var waiting))
            waiting.TrySetResult(JsonSerializer.Deserialize<OracleAnswer?>(message.Body.Span));

        return Task.CompletedTask;
    }
}
