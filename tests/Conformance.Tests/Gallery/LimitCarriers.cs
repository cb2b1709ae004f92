using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Has room for a number of attachments in one flow.</summary>
abstract class RoomCarrier(int room) : SoundCarrier
{
    public override CarrierScope Attach(Span? span) => Entries.Length >= room ? new CarrierScope(span) : base.Attach(span);
}

/// <summary>Room for 128.</summary>
[CaughtBy("NEST-18")]
sealed class Room128Carrier() : RoomCarrier(128);

/// <summary>Room for 1000.</summary>
[CaughtBy("NEST-18")]
sealed class Room1000Carrier() : RoomCarrier(1000);

/// <summary>Room for 9999.</summary>
[CaughtBy("NEST-18")]
sealed class Room9999Carrier() : RoomCarrier(9999);

/// <summary>Room for 64 masks.</summary>
[CaughtBy("NEST-18")]
sealed class Room64MasksCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span) => span is null && Entries.Count(static entry => entry.IsMask) >= 64
        ? new CarrierScope(span)
        : base.Attach(span);
}

/// <summary>Attaches one span 64 times at once, and no more.</summary>
[CaughtBy("NEST-18")]
sealed class Room64OfOneSpanCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span) => span is not null && Entries.Count(entry => entry.Span == span) >= 64
        ? new CarrierScope(span)
        : base.Attach(span);
}

/// <summary>Attaches no more than 20 000 times.</summary>
[CaughtBy("SCOPE-23")]
sealed class UsedUpCarrier : SoundCarrier
{
    int _made;

    public override CarrierScope Attach(Span? span) =>
        Interlocked.Increment(ref _made) > 20_000 ? new CarrierScope(span) : base.Attach(span);
}

/// <summary>Serves the first thousand instances.</summary>
[CaughtBy("ISO-13")]
sealed class ThousandInstancesCarrier : SoundCarrier
{
    static readonly ConcurrentDictionary<string, StrongBox<int>> Made = [];

    // Each run of a rule is a flow of its own: counted there, so that no other test uses the numbers up.
    static readonly AsyncLocal<StrongBox<int>?> OfThisRun = new();

    readonly bool _isServed;

    public ThousandInstancesCarrier()
    {
        var made = OfThisRun.Value ??= Made.GetOrAdd(Guid.NewGuid().ToString(), static _ => new StrongBox<int>());
        _isServed = Interlocked.Increment(ref made.Value) <= 1000;
    }

    public override Span? Current => _isServed ? base.Current : null;
}

/// <summary>Copies what is attached to look for a mask.</summary>
[CaughtBy("NEST-19")]
sealed class CopiesAtMaskCarrier : SoundCarrier
{
    protected override Span? Read(Entry[] entries) =>
        entries is [.., { IsMask: true }] ? base.Read([.. entries]) : base.Read(entries);
}

/// <summary>Copies what is attached where something of it has ended.</summary>
[CaughtBy("NEST-19")]
sealed class CopiesAtEndedCarrier : SoundCarrier
{
    protected override Span? Read(Entry[] entries) =>
        entries is [.., { HasEnded: true }] ? base.Read([.. entries]) : base.Read(entries);
}

/// <summary>Numbers its scopes with two bytes.</summary>
[CaughtBy("SCOPE-23")]
sealed class TwoBytesCarrier : SoundCarrier
{
    readonly ConditionalWeakTable<Entry, StrongBox<int>> _numbers = [];
    int _made;

    public override CarrierScope Attach(Span? span)
    {
        var scope = base.Attach(span);
        if (scope.Attachment is Entry entry)
            _numbers.Add(entry, new StrongBox<int>(++_made));

        return scope;
    }

    protected override DetachResult Close(Entry closing) =>
        _numbers.TryGetValue(closing, out var number) && _made - number.Value > ushort.MaxValue
            ? new DetachResult(DetachOutcome.AlreadyDetached)
            : base.Close(closing);
}

/// <summary>Uses the keys of its scopes again, after a while.</summary>
[CaughtBy("SCOPE-24")]
sealed class RecyclesKeysCarrier : SoundCarrier, IScopeOwner
{
    readonly ConcurrentQueue<Key> _free = [];

    public override CarrierScope Attach(Span? span)
    {
        if (base.Attach(span) is not { Attachment: Entry entry })
            return new CarrierScope(span);

        var key = _free.Count > 50 && _free.TryDequeue(out var old) ? old : new Key();
        key.Entry = entry;
        return new CarrierScope(span, this, key);
    }

    DetachResult IScopeOwner.Detach(object attachment)
    {
        var key = (Key)attachment;
        var result = Close(key.Entry!);
        if (result.Outcome is DetachOutcome.InOrder or DetachOutcome.OutOfOrder)
            _free.Enqueue(key);

        return result;
    }

    sealed class Key
    {
        public Entry? Entry { get; set; }
    }
}

/// <summary>Uses what it attached again, for the next, and forks still hold it.</summary>
[CaughtBy("ISO-14")]
sealed class RecyclesFramesCarrier : IContextCarrier, IScopeOwner
{
    readonly AsyncLocal<Frame?> _top = new();
    readonly ConcurrentQueue<Frame> _free = [];

    public CarrierCapabilities Capabilities => SoundCarrier.Everything;

    public Span? Current
    {
        get
        {
            for (var frame = _top.Value; frame is not null; frame = frame.Outer)
            {
                if (frame.Reference is null)
                    return null;

                if (frame.Reference.Target is { } span)
                    return span;
            }

            return null;
        }
    }

    public CarrierScope Attach(Span? span)
    {
        if (span is { HasEnded: true })
            return new CarrierScope(span);

        // Late enough for a rule that closes one scope and opens the next.
        var frame = _free.Count > 1 && _free.TryDequeue(out var old) ? old : new Frame();
        (frame.Outer, frame.Reference) = (_top.Value, span?.Reference);
        _top.Value = frame;
        return new CarrierScope(span, this, frame);
    }

    DetachResult IScopeOwner.Detach(object attachment)
    {
        if (_top.Value != attachment)
            return new DetachResult(DetachOutcome.AlreadyDetached);

        _top.Value = _top.Value!.Outer;
        _free.Enqueue((Frame)attachment);
        return new DetachResult(DetachOutcome.InOrder);
    }

    sealed class Frame
    {
        public Frame? Outer { get; set; }

        public SpanReference? Reference { get; set; }
    }
}
