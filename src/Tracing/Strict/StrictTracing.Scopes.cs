namespace Stackbilt.Observability;

public sealed partial class StrictTracing
{
    volatile bool _hasNotedRead;

    internal OpenScope NoteOpened(Span? span)
    {
        var opening = new Opening(span?.Name, Here(), Interlocked.Increment(ref _opened));
        _scopes[opening.Order] = opening;
        return new OpenScope(opening);
    }

    internal void NoteClosed(OpenScope scope, DetachResult result)
    {
        if (result.Outcome == DetachOutcome.WrongFlow)
        {
            // It is still open where it was opened, and can be closed there.
            Note(Closed(MisuseKind.ScopeClosedInAnotherFlow, scope, result));
            return;
        }

        var isFirst = scope.Close();
        if (isFirst)
            _scopes.TryRemove(scope.Opening.Order, out _);

        // A first close that finds it gone is right: the end of the span has dropped it.
        if (result.Outcome == DetachOutcome.OutOfOrder)
            Note(Closed(MisuseKind.ScopeClosedOutOfOrder, scope, result));
        else if (result.Outcome == DetachOutcome.AlreadyDetached && !isFirst)
            Note(Closed(MisuseKind.ScopeClosedTwice, scope, result));
    }

    internal void NoteRead()
    {
        // Without stacks every read is the same.
        if (!_passesToWorkOnly || (_hasNotedRead && !_keepsStacks))
            return;

        _hasNotedRead = true;
        Note(new Misuse(MisuseKind.AmbientRead, _watched) { NoticedAt = Here()?.ToString() });
    }

    Misuse Closed(MisuseKind kind, OpenScope scope, DetachResult result) => new(kind, _watched)
    {
        SpanName = scope.Opening.SpanName,
        Depth = result.Depth,
        OpenedAt = scope.Opening.At?.ToString(),
        NoticedAt = Here()?.ToString(),
    };
}
