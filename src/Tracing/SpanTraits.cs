namespace Stackbilt.Observability;

/// <summary>What is settled about a span at its start.</summary>
[Flags]
enum SpanTraits : byte
{
    None = 0,

    /// <summary>The sampled flag of the trace, as it goes out in headers.</summary>
    Sampled = 1,

    /// <summary>Somebody collects: there is a processor, or an activity that wants the data.</summary>
    Recording = 2,

    /// <summary>The parent is in another process.</summary>
    RemoteParent = 4,

    /// <summary>The activity belongs to somebody else, who stops it.</summary>
    Adopted = 8,

    /// <summary>The activity was made current by its start.</summary>
    MadeCurrent = 16,

    /// <summary>The first of its trace in this process.</summary>
    First = 32,

    /// <summary>There is an activity.</summary>
    HasTwin = 64,
}
