using System.Globalization;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>
/// What the spans of this process come to while they are checked. A run that is measured does not count, since counting costs.
/// </summary>
static class SpanCount
{
    static bool _isOn;
    static long _work;
    static long _children;
    static long _exported;

    /// <summary>A piece of work begins to count from nothing.</summary>
    public static void Begin()
    {
        (_work, _children, _exported) = (0, 0, 0);
        Volatile.Write(ref _isOn, true);
    }

    /// <summary>Where deep code has asked for a child.</summary>
    /// <param name="child">What it got.</param>
    public static TChild? Deep<TChild>(TChild? child)
        where TChild : class
    {
        if (_isOn)
        {
            Interlocked.Increment(ref _work);
            if (child is not null)
                Interlocked.Increment(ref _children);
        }

        return child;
    }

    /// <summary>The SDK has shown a span to its processor.</summary>
    public static void Exported()
    {
        if (_isOn)
            Interlocked.Increment(ref _exported);
    }

    /// <summary>As a line, for the process that asked.</summary>
    public static string Read() => string.Create(
        CultureInfo.InvariantCulture, $"{Volatile.Read(ref _work)} {Volatile.Read(ref _children)} {Volatile.Read(ref _exported)}");

    public static void End() => Volatile.Write(ref _isOn, false);
}

/// <summary>The spans of a load.</summary>
/// <param name="Work">How often deep code asked for a child.</param>
/// <param name="Children">How often it got one.</param>
/// <param name="Exported">How many spans the SDK has shown to its processor.</param>
readonly record struct CountedSpans(long Work, long Children, long Exported);
