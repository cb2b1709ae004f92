namespace Stackbilt.Observability;

/// <summary>What is settled about a span at its start.</summary>
[Flags]
enum SpanStartFlags : byte
{
    None = 0,

    /// <summary>The sampled flag of the trace, as it goes out in headers.</summary>
    Sampled = 1,

    /// <summary>There is a processor to show it to.</summary>
    Recording = 2,

    /// <summary>The parent is in another process.</summary>
    RemoteParent = 4,

    /// <summary>The first of its trace in this process.</summary>
    First = 8,

    /// <summary>The activity belongs to other code, which stops it.</summary>
    Adopted = 16,

    /// <summary>So does the span: processors are not shown it.</summary>
    Borrowed = 32,

    /// <summary>The random flag of the trace, as it goes out in headers.</summary>
    Random = 64,
}
