using System.Diagnostics;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>
/// A floor: the least that can be called an active, recorded span. It has an id, a parent, a start and an end; it is found in
/// the flow until it ends, ends once, and a processor is told. Nothing more: no attributes, no exception caught, no scopes, no
/// other carrier.
/// </summary>
public sealed class LeastSpan(ulong parentId, string name) : IDisposable
{
    static readonly AsyncLocal<Holder?> Active = new();
    static readonly ILeastProcessor[] Processors = [new DoNothing()];

    readonly long _start = Stopwatch.GetTimestamp();
    Holder? _holder;
    int _ended;

    /// <summary>Random.</summary>
    public ulong Id { get; } = (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue);

    /// <summary>As given.</summary>
    public string Name { get; } = name;

    /// <summary>0 for a root.</summary>
    public ulong ParentId { get; } = parentId;

    /// <summary>What is active in this flow; null where nothing is.</summary>
    public static LeastSpan? Current => Innermost(Active.Value)?.Span;

    /// <summary>Starts one and makes it active.</summary>
    public static LeastSpan Start(ulong parentId, string name)
    {
        var span = new LeastSpan(parentId, name);
        foreach (var processor in Processors)
            processor.OnStart(span);

        span._holder = new Holder(span, Innermost(Active.Value));
        Active.Value = span._holder;
        return span;
    }

    /// <summary>The same inside this one.</summary>
    public LeastSpan StartChild(string name) => Start(Id, name);

    /// <summary>Ends it, once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;

        // So that a flow that captured it does not keep the span alive.
        _holder!.Span = null;
        var duration = Stopwatch.GetTimestamp() - _start;
        foreach (var processor in Processors)
            processor.OnEnd(this, duration);
    }

    static Holder? Innermost(Holder? holder)
    {
        while (holder is { Span: null })
            holder = holder.Outer;

        return holder;
    }

    sealed class Holder(LeastSpan? span, Holder? outer)
    {
        public LeastSpan? Span { get; set; } = span;

        public Holder? Outer { get; } = outer;
    }

    interface ILeastProcessor
    {
        void OnStart(LeastSpan span);

        void OnEnd(LeastSpan span, long duration);
    }

    sealed class DoNothing : ILeastProcessor
    {
        public void OnStart(LeastSpan span)
        {
        }

        public void OnEnd(LeastSpan span, long duration)
        {
        }
    }
}
