namespace Stackbilt.Observability.Benchmarks;

/// <summary>
/// What else is in the execution context. A write of an <see cref="AsyncLocal{T}"/> copies all of them, so every operation,
/// ours and a peer's, is measured among the same: two values, as in an ASP.NET Core request with its log scope and its
/// HttpContext.
/// </summary>
public static class Surroundings
{
    static readonly AsyncLocal<object?> LogScope = new();
    static readonly AsyncLocal<object?> HttpContext = new();

    /// <summary>One of the values.</summary>
    public static object Any => LogScope;

    /// <summary>Puts the two values into this flow.</summary>
    public static void Enter()
    {
        LogScope.Value = LogScope;
        HttpContext.Value = HttpContext;
    }
}
