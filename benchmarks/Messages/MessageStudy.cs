using System.Globalization;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>One process for each way of tracing, all of them with the same broker, loaded in turn.</summary>
static class MessageStudy
{
    /// <param name="broker">Its address.</param>
    /// <param name="rounds">How often each is measured.</param>
    /// <param name="milliseconds">How long each time.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The medians of each of <see cref="ShopSetup.All"/>.</returns>
    public static async Task<IReadOnlyList<Medians>> RunAsync(string broker, int rounds, int milliseconds, CancellationToken cancellation)
    {
        var shops = new List<MeasuredProcess>();
        try
        {
            for (var setup = 0; setup < ShopSetup.All.Count; setup++)
            {
                shops.Add(await MeasuredProcess.StartAsync(
                    [ShopCommand.Name, setup.ToString(CultureInfo.InvariantCulture), broker], cancellation));
            }

            return await Rounds.RunAsync(shops.Count, rounds, which => LoadAsync(shops[which], milliseconds, cancellation));
        }
        finally
        {
            shops.ForEach(static shop => shop.Dispose());
        }
    }

    static async Task<Rate> LoadAsync(MeasuredProcess shop, int milliseconds, CancellationToken cancellation)
    {
        var before = await shop.ProcessorMicrosecondsAsync(cancellation);
        var answer = (await shop.AskAsync(milliseconds.ToString(CultureInfo.InvariantCulture), cancellation)).Split(' ');
        var taken = await shop.ProcessorMicrosecondsAsync(cancellation) - before;
        return new Rate(Number(answer[0]) / Number(answer[1]), taken / Number(answer[0]));
    }

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
