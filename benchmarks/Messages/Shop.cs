using System.Globalization;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>A producer and a consumer in a process of their own, with one way of tracing.</summary>
sealed class Shop : ILoaded
{
    const int CheckMilliseconds = 200;
    const int Attempts = 100;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    readonly ShopSetup _setup;
    readonly MeasuredProcess _process;

    Shop(ShopSetup setup, MeasuredProcess process) => (_setup, _process) = (setup, process);

    public static async Task<ILoaded> StartAsync(int setup, string broker, CancellationToken cancellation) => new Shop(
        ShopSetup.All[setup],
        await MeasuredProcess.StartAsync([ShopCommand.Name, setup.ToString(CultureInfo.InvariantCulture), broker], cancellation));

    public async Task<Rate> LoadAsync(int load, int milliseconds, CancellationToken cancellation)
    {
        var before = await _process.ProcessorMicrosecondsAsync(cancellation);
        var (handled, seconds) = await SendAsync(milliseconds, cancellation);
        var taken = await _process.ProcessorMicrosecondsAsync(cancellation) - before;
        return Rate.Of(handled, seconds, taken);
    }

    public async Task CheckAsync(int load, CancellationToken cancellation)
    {
        await _process.CountAsync(cancellation);
        var (handled, _) = await SendAsync(CheckMilliseconds, cancellation);
        var expected = new CountedSpans(handled, _setup.HasChildren ? handled : 0, handled * _setup.ExportedPerMessage);
        var counted = await _process.CountedAsync(cancellation);

        // The client ends the span of a delivery after the handler has said that the message is handled.
        for (var attempt = 0; attempt < Attempts && counted != expected; attempt++)
        {
            await Task.Delay(Pause, cancellation);
            counted = await _process.CountedAsync(cancellation);
        }

        if (counted != expected)
            throw new InvalidOperationException($"{_setup.Name}: {counted}, where {expected} is right.");

        await _process.UncountAsync(cancellation);
    }

    public void Dispose() => _process.Dispose();

    async Task<(long Handled, double Seconds)> SendAsync(int milliseconds, CancellationToken cancellation)
    {
        var answer = (await _process.AskAsync(milliseconds.ToString(CultureInfo.InvariantCulture), cancellation)).Split(' ');
        return (long.Parse(answer[0], CultureInfo.InvariantCulture), double.Parse(answer[1], CultureInfo.InvariantCulture));
    }
}
