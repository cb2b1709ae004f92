namespace Stackbilt.Observability;

/// <summary>
/// Counts, on each thread, the calls into code of others that come back here and go out again: a processor that starts a span
/// when it is told of one, a carrier that asks the tracer what is active. One that would go on for ever is stopped long before
/// the stack is full, which nothing could catch.
/// </summary>
static class CallBacks
{
    const int Deepest = 50;
    const int Most = 10_000;

    [ThreadStatic]
    static int _depth;

    [ThreadStatic]
    static int _inside;

    /// <summary>Before the call. Where it says no, make none; else <see cref="Leave"/> follows, whatever the call does.</summary>
    public static bool TryEnter()
    {
        if (_depth == 0)
            _inside = 0;
        else if (_depth == Deepest || ++_inside > Most)
            return false;

        _depth++;
        return true;
    }

    public static void Leave() => _depth--;

    public static void ReportEndless(object source, string operation) => TracingFaults.Report(
        source, operation, new InvalidOperationException($"It was not called: it calls itself, {Deepest} deep or {Most} times."));
}
