using System.Collections.Concurrent;
using System.Threading.Channels;
using Stackbilt.Observability;

namespace Letters;

/// <summary>Far below every recipe: what it accepts is stamped five calls deeper, by code that was given no span.</summary>
public sealed class PostOffice
{
    /// <summary>A letter that is refused: five calls down, an exception is thrown.</summary>
    public const string Refused = "nowhere";

    readonly Channel<string> _toCollect = Channel.CreateUnbounded<string>();

    /// <summary>What arrived, whether or not it was refused, with the active span that was found there.</summary>
    public ConcurrentQueue<(string Letter, SpanId? Active)> Arrived { get; } = [];

    public Exception Refusal { get; } = new InvalidDataException("There is no such address.");

    /// <summary>What is done beside the stamping; nothing, unless a test says so.</summary>
    public Func<string, CancellationToken, Task> Archive { get; set; } = static (_, _) => Task.CompletedTask;

    public void Leave(string letter) => Assert.True(_toCollect.Writer.TryWrite(letter));

    public IAsyncEnumerable<string> CollectAsync(CancellationToken stop) => _toCollect.Reader.ReadAllAsync(stop);

    public Task AcceptAsync(string letter, CancellationToken stop) => TakeToTheDeskAsync(letter, stop);

    async Task TakeToTheDeskAsync(string letter, CancellationToken stop)
    {
        await Task.Yield();
        await WeighAsync(letter, stop);
    }

    async Task WeighAsync(string letter, CancellationToken stop) => await Task.Run(() => PriceAsync(letter, stop), stop);

    async Task PriceAsync(string letter, CancellationToken stop)
    {
        await Task.Yield();
        await StampAsync(letter, stop);
    }

    async Task StampAsync(string letter, CancellationToken stop)
    {
        Arrived.Enqueue((letter, ActiveSpan.Current?.SpanId));
        using var span = ActiveSpan.Current?.StartActiveChild("letter.stamp");
        await Task.Yield();
        if (letter == Refused)
            throw Refusal;

        await Archive(letter, stop);
    }
}
