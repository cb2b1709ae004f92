namespace Stackbilt.Observability;

/// <summary>What strict mode has noticed, each misuse once.</summary>
sealed class MisuseList(StrictTracing strict, Action<Misuse>? reported)
{
    const int Most = 1000;

    [ThreadStatic]
    static bool _isReporting;

    readonly object _gate = new();
    readonly List<Misuse> _noticed = [];
    // Texts only, and not the carrier, whose own idea of equality is the user's code.
    readonly HashSet<(MisuseKind, string?, string?, int, string?, string?)> _known = [];

    public IReadOnlyList<Misuse> Copy()
    {
        lock (_gate)
            return [.. _noticed];
    }

    public void Add(Misuse misuse)
    {
        lock (_gate)
        {
            var same = (misuse.Kind, misuse.SpanName, misuse.EndedSpanName, misuse.Depth, misuse.OpenedAt, misuse.NoticedAt);
            if (_noticed.Count == Most || !_known.Add(same))
                return;

            _noticed.Add(misuse);
        }

        // The callback may misuse something itself: that is kept, and the callback is not called for it, else it would have no end.
        if (_isReporting)
            return;

        _isReporting = true;
        try
        {
            reported?.Invoke(misuse);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(strict, nameof(StrictTracing.Misuses), exception);
        }
        finally
        {
            _isReporting = false;
        }
    }
}
