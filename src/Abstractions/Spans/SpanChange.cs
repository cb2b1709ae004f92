namespace Stackbilt.Observability;

/// <summary>A change of a span: the changes of several threads come one after the other, and none after the end.</summary>
readonly ref struct SpanChange
{
    readonly object _changing;

    /// <summary>Waits for the changes that are under way.</summary>
    /// <param name="span">The span.</param>
    /// <param name="changing">What all changes of the span lock.</param>
    public SpanChange(Span span, object changing)
    {
        Monitor.Enter(changing);
        _changing = changing;
        IsOpen = !span.HasEnded;
    }

    /// <summary>False where the span has ended before its turn.</summary>
    public bool IsOpen { get; }

    public void Dispose() => Monitor.Exit(_changing);
}
