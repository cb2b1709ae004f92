namespace Stackbilt.Observability.Tests;

/// <summary>Turns a test that would wait for ever into one that fails.</summary>
static class HangGuard
{
    public static CancellationToken Token => new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;

    public static Task Guarded(this Task waiting) => waiting.WaitAsync(Token);

    public static Task<TResult> Guarded<TResult>(this Task<TResult> waiting) => waiting.WaitAsync(Token);
}
