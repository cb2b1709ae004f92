using System.Threading.Channels;
using Stackbilt.Observability;

namespace Letters;

public sealed class LetterQueue
{
    readonly Channel<QueuedLetter> _letters = Channel.CreateBounded<QueuedLetter>(100);

    public IAsyncEnumerable<QueuedLetter> ReadAllAsync(CancellationToken stop) => _letters.Reader.ReadAllAsync(stop);

    // The channel carries nothing but the item, so the context of the sender goes into it.
    public ValueTask WriteAsync(string letter, Span? parent, CancellationToken stop = default) =>
        _letters.Writer.WriteAsync(new QueuedLetter(letter, (parent ?? ActiveSpan.Current)?.Context ?? default), stop);
}

public sealed record QueuedLetter(string Letter, SpanContext Sender);

public sealed partial class LetterWorker(Tracer tracer, LetterQueue queue, MailRoom mail, ILogger<LetterWorker> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var queued in queue.ReadAllAsync(stoppingToken))
        {
            try
            {
                await tracer.RunInSpan(
                    tracer.StartReceived("letter.send", queued.Sender),
                    active => mail.SendAsync(queued.Letter, active, stoppingToken));
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotSent(logger, exception); // its span has the error, and the next letter is sent all the same
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "A letter was not sent.")]
    static partial void LogNotSent(ILogger logger, Exception exception);
}
