namespace Stackbilt.Observability.Benchmarks;

/// <summary>What one request must have: so many spans of each name, each below the right one.</summary>
/// <param name="id">The trace that the client began.</param>
/// <param name="client">The client's span, which the server's span is below.</param>
/// <param name="questions">How many the oracle is asked.</param>
/// <param name="isCancelled">Whether the client gives up.</param>
sealed class SoakedTrace(TraceId id, SpanId client, int questions, bool isCancelled)
{
    readonly Dictionary<SpanId, (string Name, SpanId Parent)> _spans = [];
    readonly long _began = Environment.TickCount64;

    public TraceId Id => id;

    public SpanId Client => client;

    public bool IsCancelled => isCancelled;

    public TimeSpan Age => TimeSpan.FromMilliseconds(Environment.TickCount64 - _began);

    /// <summary>Whether nothing is missing; of one that was cancelled, nothing is.</summary>
    public bool IsComplete
    {
        get
        {
            lock (_spans)
                return isCancelled || HasAll;
        }
    }

    bool HasAll => Has("POST /run", 1) && Has("scaffold.classify", 1) && Has("tarotscript.interpret", 1)
        && Has("oracle.inference", questions) && Has("POST /infer", questions) && _spans.Count == 3 + (2 * questions);

    /// <summary>Takes a span that has ended.</summary>
    /// <returns>Whether the trace has all of its spans now.</returns>
    public bool Add(string name, SpanId span, SpanId parent)
    {
        lock (_spans)
        {
            _spans.Add(span, (name, parent));
            return HasAll;
        }
    }

    /// <summary>How many spans are not below the one that they must be below. To ask when the trace has all of its spans, or no more come.</summary>
    public int WrongParents()
    {
        lock (_spans)
        {
            var wrong = _spans.Values.Count(span => !IsRight(span.Name, span.Parent));
            // Each question has one answer of its own.
            return wrong + _spans.Values.Where(static span => span.Name == "POST /infer").GroupBy(static span => span.Parent).Count(static same => same.Count() > 1);
        }
    }

    bool IsRight(string name, SpanId parent)
    {
        var above = name switch
        {
            "POST /run" => null,
            "oracle.inference" => "tarotscript.interpret",
            "POST /infer" => "oracle.inference",
            _ => "POST /run",
        };
        return above is null ? parent == client : _spans.TryGetValue(parent, out var known) && known.Name == above;
    }

    bool Has(string name, int count) => _spans.Values.Count(span => span.Name == name) == count;
}
