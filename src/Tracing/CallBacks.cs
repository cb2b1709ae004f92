namespace Stackbilt.Observability;

/// <summary>
/// Counts, on each thread, the calls into code of others that come back here and go out again: a processor that starts a span
/// when it is shown one, a carrier that asks the tracer what is active. One that would go on for ever is stopped long before
/// the stack is full, which nothing could catch.
/// </summary>
static class CallBacks
{
    const int Deepest = 50;
    const int Most = 10_000;
    const int DepthBits = 6;
    const int Depth = (1 << DepthBits) - 1;

    // How deep, and above that how many calls were made inside the outermost: one field, since each look at it costs.
    [ThreadStatic]
    static int _calls;

    /// <summary>What is counted on this thread, found once for a call: looking for it is most of what this costs.</summary>
    public static ref int OfThread => ref _calls;

    /// <summary>Before the call. Where it says no, make none; else <see cref="Leave"/> follows, whatever the call does.</summary>
    public static bool TryEnter(ref int calls)
    {
        if (calls != 0)
            return TryEnterInside(ref calls);

        calls = 1;
        return true;
    }

    public static void Leave(ref int calls)
    {
        var left = calls - 1;
        calls = (left & Depth) == 0 ? 0 : left;
    }

    public static void ReportEndless(object source, string operation) => TracingFaults.Report(
        source, operation, new InvalidOperationException($"It was not called: it calls itself, {Deepest} deep or {Most} times."));

    static bool TryEnterInside(ref int calls)
    {
        if ((calls & Depth) == Deepest || calls >> DepthBits == Most)
            return false;

        calls += (1 << DepthBits) + 1;
        return true;
    }
}
