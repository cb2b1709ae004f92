namespace Stackbilt.Observability;

/// <summary>The start of a span that has not ended.</summary>
/// <param name="SpanName">The name that it was started with.</param>
/// <param name="At">Where.</param>
/// <param name="Order">Its place among all that was opened.</param>
/// <param name="BeginsTrace">The trace that is over when this span has ended; null unless it is the first of its trace.</param>
sealed record OpenSpan(string SpanName, CallStack? At, long Order, WatchedTrace? BeginsTrace) : Opening(SpanName, At, Order);

/// <summary>A trace in this process, from its first span to the end of that span.</summary>
sealed class WatchedTrace(string firstSpanName)
{
    volatile bool _isOver;

    public string FirstSpanName => firstSpanName;

    public bool IsOver
    {
        get => _isOver;
        set => _isOver = value;
    }
}
