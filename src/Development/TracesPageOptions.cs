namespace Stackbilt.Observability;

/// <summary>When there is a page of traces, who may see it, and how much it keeps. Read once, when it is added.</summary>
public sealed class TracesPageOptions
{
    /// <summary>
    /// Whether spans are kept and the page is there. Null, the default: only where the environment is <c>Development</c>. What spans
    /// say may be secret: before you write true, say who may see the page with <c>RequireAuthorization</c>.
    /// </summary>
    public bool? Enabled { get; set; }

    /// <summary>
    /// Whether other machines may see the page; false by default. A request is of another machine where its address is, where it
    /// has a header that proxies write, and where it asks for a host that is not this one. A proxy that writes none is not noticed.
    /// </summary>
    public bool AllowRemote { get; set; }

    /// <summary>How many traces are kept, the last ones: from 1 to 1,000; 50 by default.</summary>
    public int MaxTraces { get; set; } = 50;

    /// <summary>How many spans of a trace are kept, the first ones: from 1 to 10,000; 500 by default. The others are counted.</summary>
    public int MaxSpansPerTrace { get; set; } = 500;

    /// <summary>
    /// How many characters of a name, a value or a stack trace are kept: from 16 to 100,000; 2,000 by default. Of attributes, events
    /// and links, the first 64 of a span are kept.
    /// </summary>
    public int MaxTextLength { get; set; } = 2000;

    internal void Check()
    {
        InRange(MaxTraces, nameof(MaxTraces), 1, 1000);
        InRange(MaxSpansPerTrace, nameof(MaxSpansPerTrace), 1, 10_000);
        InRange(MaxTextLength, nameof(MaxTextLength), 16, 100_000);
    }

    static void InRange(int given, string name, int least, int most)
    {
        if (given < least || given > most)
            throw new ArgumentOutOfRangeException(name, given, FormattableString.Invariant($"{name} is from {least} to {most}; it was {given}."));
    }
}
