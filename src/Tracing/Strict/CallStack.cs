using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>Where a call came from: taken at once, written out only when it is read.</summary>
sealed class CallStack
{
    const int MostLines = 12;
    const string OurNamespace = "at Stackbilt.Observability.";

    // What brings a call from the user's code to the place where its stack is taken.
    static readonly HashSet<string> Ours =
    [
        nameof(ActiveSpan), nameof(CallStack), nameof(CarrierScope), nameof(ContextCarrierExtensions),
        nameof(TracerCarrier), nameof(ScopedSpan), nameof(Span), nameof(DelegatingCarrier), nameof(StrictCarrier),
        nameof(AmbientReadWatch), nameof(StrictTracing),
        nameof(SpanProcessors), nameof(Tracer), nameof(TracerSpan),
    ];

    static readonly string[] Plumbing =
    [
        "at System.Runtime.CompilerServices.", "at System.Threading.", "at System.Reflection.", "at System.RuntimeMethodHandle.",
        "at InvokeStub_",
    ];

    readonly StackTrace _trace = new(fNeedFileInfo: true);

    /// <summary>The user's calls, innermost first, each on a line.</summary>
    public override string ToString() => string.Join('\n', _trace.ToString()
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(line => !IsPlumbing(line))
        .SkipWhile(IsOurs)
        .Take(MostLines)
        .Select(line => "    " + line));

    static bool IsPlumbing(string line) => Plumbing.Any(start => line.StartsWith(start, StringComparison.Ordinal));

    static bool IsOurs(string line)
    {
        if (!line.StartsWith(OurNamespace, StringComparison.Ordinal))
            return false;

        var type = line.AsSpan(OurNamespace.Length);
        var end = type.IndexOfAny(".`[+");
        return end > 0 && Ours.Contains(type[..end].ToString());
    }
}
