using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>What is active until it ends stays on its thread.</summary>
[CaughtBy("LIFE-32")]
sealed class UntilEndOnThreadCarrier : SoundCarrier, IContextCarrier
{
    readonly ConditionalWeakTable<SpanReference, Thread> _threads = [];
    readonly Func<Span, bool> _isHere;

    public UntilEndOnThreadCarrier() => _isHere = IsHere;

    protected override Span? Read(Entry[] entries) => LastSeen(entries, _isHere);

    public override CarrierScope Attach(Span? span)
    {
        if (span is not null)
            _threads.Remove(span.Reference);

        return base.Attach(span);
    }

    void IContextCarrier.AttachUntilEnd(Span span)
    {
        base.Attach(span);
        _threads.AddOrUpdate(span.Reference, Thread.CurrentThread);
    }

    bool IsHere(Span span) => !_threads.TryGetValue(span.Reference, out var thread) || thread == Thread.CurrentThread;
}

/// <summary>What is active until it ends is not handed on to forks.</summary>
[CaughtBy("LIFE-33")]
sealed class UntilEndNotForkedCarrier : SoundCarrier, IContextCarrier
{
    readonly ConditionalWeakTable<SpanReference, Thread> _threads = [];
    readonly Func<Span, bool> _isOfThisFlow;

    public UntilEndNotForkedCarrier() => _isOfThisFlow = IsOfThisFlow;

    protected override Span? Read(Entry[] entries) => LastSeen(entries, _isOfThisFlow);

    public override CarrierScope Attach(Span? span)
    {
        if (span is not null)
            _threads.Remove(span.Reference);

        return base.Attach(span);
    }

    void IContextCarrier.AttachUntilEnd(Span span)
    {
        base.Attach(span);
        if (!Thread.CurrentThread.IsThreadPoolThread)
            _threads.AddOrUpdate(span.Reference, Thread.CurrentThread);
    }

    bool IsOfThisFlow(Span span) =>
        !_threads.TryGetValue(span.Reference, out var thread) || thread == Thread.CurrentThread;
}

/// <summary>What is active until it ends is kept in an object that caller and callee share.</summary>
[CaughtBy("LIFE-34", "LIFE-33")]
sealed class UntilEndSharedCarrier : SoundCarrier, IContextCarrier
{
    readonly AsyncLocal<Holder?> _holder = new();

    public override Span? Current
    {
        get
        {
            var holder = _holder.Value;
            return holder is { Entries.Length: > 0 } && Read(holder.Entries) is { } open ? open : base.Current;
        }
    }

    // An attachment begins a new object.
    public override CarrierScope Attach(Span? span)
    {
        _holder.Value = new Holder();
        return base.Attach(span);
    }

    void IContextCarrier.AttachUntilEnd(Span span)
    {
        if (span.HasEnded)
            return;

        var holder = _holder.Value ??= new Holder();
        holder.Entries = [.. holder.Entries, new Entry(span)];
    }

    sealed class Holder
    {
        public Entry[] Entries { get; set; } = [];
    }
}

/// <summary>A close out of order keeps what has a scope, and nothing else.</summary>
[CaughtBy("LIFE-35")]
sealed class SplicesUntilEndAwayCarrier : SoundCarrier, IContextCarrier
{
    readonly ConditionalWeakTable<Entry, object> _withoutScope = [];

    void IContextCarrier.AttachUntilEnd(Span span)
    {
        var scope = Attach(span);
        if (scope.Attachment is Entry entry)
            _withoutScope.Add(entry, entry);
    }

    protected override DetachResult Close(Entry closing)
    {
        var isInnermost = Entries is [.., var top] && top == closing;
        var result = base.Close(closing);
        if (!isInnermost)
            Entries = [.. Entries.Where(entry => !_withoutScope.TryGetValue(entry, out _))];

        return result;
    }
}

/// <summary>What is active until it ends is held weakly.</summary>
[CaughtBy("LIFE-36")]
sealed class WeakUntilEndCarrier : SoundCarrier, IContextCarrier
{
    readonly ConditionalWeakTable<SpanReference, WeakReference> _tokens = [];
    readonly Func<Span, bool> _isKept;

    public WeakUntilEndCarrier() => _isKept = IsKept;

    protected override Span? Read(Entry[] entries) => LastSeen(entries, _isKept);

    public override CarrierScope Attach(Span? span)
    {
        if (span is not null)
            _tokens.Remove(span.Reference);

        return base.Attach(span);
    }

    void IContextCarrier.AttachUntilEnd(Span span)
    {
        base.Attach(span);
        _tokens.AddOrUpdate(span.Reference, new WeakReference(new object()));
    }

    bool IsKept(Span span) => !_tokens.TryGetValue(span.Reference, out var token) || token.IsAlive;
}
