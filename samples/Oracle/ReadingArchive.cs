using System.Threading.Channels;
using Stackbilt.Observability;

namespace OracleService;

/// <summary>
/// Keeps readings after their requests are over: work in the background. Each is a trace of its own with a link to the request,
/// which has ended by then.
/// </summary>
sealed class ReadingArchive(Stackbilt.Observability.Tracer tracer) : BackgroundService
{
    const int Kept = 64;

    readonly Channel<(ReadingAnswer Reading, SpanContext Request)> _waiting = Channel.CreateUnbounded<(ReadingAnswer, SpanContext)>();
    readonly Queue<ReadingAnswer> _readings = new();

    /// <summary>Takes a reading, and does not wait until it is kept.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="request">The request's span; null where there is none.</param>
    public void Add(ReadingAnswer reading, Span? request) => _waiting.Writer.TryWrite((reading, request?.Context ?? default));

    /// <summary>Until the service stops.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (reading, request) in _waiting.Reader.ReadAllAsync(stoppingToken))
            tracer.RunInSpan(tracer.StartReceived("reading.archive", request, IncomingTrace.Link), reading, (_, kept) => Keep(kept));
    }

    void Keep(ReadingAnswer reading)
    {
        _readings.Enqueue(reading);
        if (_readings.Count > Kept)
            _readings.Dequeue();
    }
}
