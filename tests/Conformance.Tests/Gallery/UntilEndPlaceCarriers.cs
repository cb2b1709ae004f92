using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>What is active until it ends is seen in some places only.</summary>
abstract class UntilEndByPlaceCarrier : SoundCarrier, IContextCarrier
{
    readonly ConditionalWeakTable<SpanReference, object> _places = [];
    readonly Func<Span, bool> _isSeen;

    protected UntilEndByPlaceCarrier() =>
        _isSeen = span => !_places.TryGetValue(span.Reference, out var place) || IsSeen(place);

    protected abstract object Here { get; }

    public override CarrierScope Attach(Span? span)
    {
        if (span is not null)
            _places.Remove(span.Reference);

        return base.Attach(span);
    }

    void IContextCarrier.AttachUntilEnd(Span span)
    {
        base.Attach(span);
        _places.AddOrUpdate(span.Reference, Here);
    }

    protected override Span? Read(Entry[] entries) => LastSeen(entries, _isSeen);

    protected virtual bool IsSeen(object place) => place == Here;
}

/// <summary>Not on another thread, if that is the pool's.</summary>
[CaughtBy("ASYNC-55")]
sealed class UntilEndNotOnPoolCarrier : UntilEndByPlaceCarrier
{
    protected override object Here => Thread.CurrentThread;

    protected override bool IsSeen(object place) => place == Here || !Thread.CurrentThread.IsThreadPoolThread;
}

/// <summary>Not on another loop.</summary>
[CaughtBy("ASYNC-55")]
sealed class UntilEndOnItsLoopCarrier : UntilEndByPlaceCarrier
{
    static readonly object Nowhere = new();

    protected override object Here => SynchronizationContext.Current ?? Nowhere;
}

/// <summary>Not with another scheduler.</summary>
[CaughtBy("ASYNC-55")]
sealed class UntilEndOnItsSchedulerCarrier : UntilEndByPlaceCarrier
{
    protected override object Here => TaskScheduler.Current;
}
