namespace Stackbilt.Observability.Benchmarks;

/// <summary>What one request must have: so many spans of each name, each below the right one.</summary>
/// <param name="id">The trace that the client began.</param>
/// <param name="client">The client's span, which the server's span is below.</param>
/// <param name="questions">How many the oracle is asked.</param>
/// <param name="isCancelled">Whether the client gives up.</param>
sealed class SoakedTrace(TraceId id, SpanId client, int questions, bool isCancelled)
{
    // The parent ends after its children, and the inference may end after the oracle's call that it answers: judged when both are there.
    readonly Dictionary<SpanId, (string Name, SpanId Parent)> _spans = [];
    readonly long _began = Environment.TickCount64;

    public TraceId Id => id;

    public SpanId Client => client;

    public bool IsCancelled => isCancelled;

    public TimeSpan Age => TimeSpan.FromMilliseconds(Environment.TickCount64 - _began);

    public bool HasAll
    {
        get
        {
            lock (_spans)
                return Has("POST /run", 1) && Has("scaffold.classify", 1) && Has("tarotscript.interpret", 1)
                    && Has("oracle.inference", questions) && Has("POST /infer", questions);
        }
    }

    /// <summary>Whether nothing is missing; of one that was cancelled, nothing is.</summary>
    public bool IsComplete => isCancelled || HasAll;

    /// <summary>Takes a span that has ended.</summary>
    /// <returns>Whether it is where it must be, and so are those that were below it.</returns>
    public bool Add(string name, SpanId span, SpanId parent)
    {
        lock (_spans)
        {
            _spans.Add(span, (name, parent));
            return IsRight(name, parent) && _spans.Values.Where(child => child.Parent == span).All(child => Above(child.Name) == name);
        }
    }

    bool IsRight(string name, SpanId parent) => Above(name) is not { } above ? parent == client
        : !_spans.TryGetValue(parent, out var known) || known.Name == above;

    bool Has(string name, int count) => _spans.Values.Count(span => span.Name == name) == count;

    static string? Above(string name) => name switch
    {
        "POST /run" => null,
        "oracle.inference" => "tarotscript.interpret",
        "POST /infer" => "oracle.inference",
        _ => "POST /run",
    };
}
