using System.Diagnostics.CodeAnalysis;

namespace Stackbilt.Observability;

/// <summary>The flags of a trace, as they travel in <c>traceparent</c> (W3C Trace Context Level 2, "trace-flags").</summary>
/// <remarks>A value; safe from any thread. Bits that have no name here may come in; they are never sent on.</remarks>
[Flags]
[SuppressMessage("Design", "CA1028", Justification = "The standard has one byte for them.")]
[SuppressMessage("Naming", "CA1711", Justification = "The standard's own word.")]
public enum TraceFlags : byte
{
    /// <summary>No flag is set.</summary>
    None = 0,

    /// <summary>The service that sent the header may have recorded its part of the trace.</summary>
    Sampled = 1,

    /// <summary>The last seven bytes of the trace id are random, so that every service may sample by them.</summary>
    Random = 2,
}
