namespace Stackbilt.Observability;

/// <summary>What can be done wrong with spans and scopes. None of it is ever thrown into the work.</summary>
public enum MisuseKind
{
    /// <summary>A scope was closed while others were still open inside it. They stay open.</summary>
    ScopeClosedOutOfOrder,

    /// <summary>A scope was closed again. The second close did nothing.</summary>
    ScopeClosedTwice,

    /// <summary>A scope was closed in a flow that it is not open in. Nothing was changed.</summary>
    ScopeClosedInAnotherFlow,

    /// <summary>A child was started of a span that had ended: allowed, for work that finishes late, and worth knowing.</summary>
    ChildOfEndedSpan,

    /// <summary>Found by strict mode: a span was started when the first span of its trace in this process had ended.</summary>
    SpanAfterItsTrace,

    /// <summary>Found by strict mode: a span was started and nobody has ended it.</summary>
    SpanNeverEnded,

    /// <summary>Found by strict mode: a scope was opened and nobody has closed it.</summary>
    ScopeNeverClosed,

    /// <summary>Found by strict mode: the active span was read under a carrier that hands it down as an argument only.</summary>
    AmbientRead,

    /// <summary>
    /// A span was dropped by the sampler of a listener, since its parent is an activity that nobody listens to. Told once by each tracer.
    /// </summary>
    ChildOfUnheardActivity,
}
