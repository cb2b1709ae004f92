namespace Stackbilt.Observability.Tests;

static class CancellationExtensions
{
    /// <summary>Waits for the cancellation and then throws, as work does that the client has left alone.</summary>
    public static async Task WaitAsync(this CancellationToken cancellation) =>
        await new TaskCompletionSource().Task.WaitAsync(cancellation);
}
