using System.Diagnostics.Metrics;

namespace Stackbilt.Observability;

/// <summary>
/// A counter whose listeners harm nobody: the platform calls them on the thread that counts, in the middle of the work. What
/// they do inside is not measured, so that it does not go on for ever.
/// </summary>
readonly struct GuardedCounter(Instrument<long>? counter)
{
    [ThreadStatic]
    static bool _isTelling;

    public bool Enabled => counter is { Enabled: true } && !_isTelling;

    /// <summary>Counts. What a listener throws is reported.</summary>
    public void Add(long delta, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (TryAdd(delta, tags) is { } failure)
            TracingFaults.Report(counter!, nameof(Add), failure);
    }

    /// <summary>Counts.</summary>
    /// <returns>What a listener threw; null where none did.</returns>
    public Exception? TryAdd(long delta, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_isTelling)
            return null;

        _isTelling = true;
        try
        {
            if (counter is Counter<long> up)
                up.Add(delta, tags);
            else
                (counter as UpDownCounter<long>)?.Add(delta, tags);

            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
        finally
        {
            _isTelling = false;
        }
    }
}
