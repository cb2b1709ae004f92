namespace Stackbilt.Observability.Tests;

/// <summary>The same shop once under each carrier, and once without tracing.</summary>
static class Shops
{
    public const string Untraced = "without tracing";

    public static IEnumerable<string> All => Carriers.Names.Prepend(Untraced);

    /// <summary>One after another, by name; what each of them did is compared with the one without tracing.</summary>
    public static async Task<Dictionary<string, TResult>> EachAsync<TResult>(Func<string, Task<TResult>> run)
    {
        var results = new Dictionary<string, TResult>();
        foreach (var name in All)
            results.Add(name, await run(name));

        return results;
    }
}
