namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Does not restore while an exception is on its way, and keeps the span in a place that all flows see.</summary>
[CaughtBy("ASYNC-41", "ERR-02", "ERR-03", "ERR-04", "ERR-07", "ERR-08", "ERR-09", "ERR-11", "ERR-13", "ERR-14")]
class ForgetsOnThrowCarrier : SoundCarrier
{
    Span? _stuck;

    public override Span? Current => _stuck is { HasEnded: false } stuck ? stuck : base.Current;

    public override CarrierScope Attach(Span? span)
    {
        Unwinding.Forget();
        return base.Attach(span);
    }

    protected virtual bool Takes(Exception thrown) => true;

    protected override DetachResult Close(Entry closing)
    {
        if (Unwinding.Thrown is { } thrown && Takes(thrown))
            _stuck = closing.Span;

        Unwinding.Forget();
        return base.Close(closing);
    }
}

/// <summary>The same for cancellation alone.</summary>
[CaughtBy("ERR-07", "ERR-10")]
sealed class ForgetsOnCancellationCarrier : ForgetsOnThrowCarrier
{
    protected override bool Takes(Exception thrown) => thrown is OperationCanceledException;
}

/// <summary>Closing throws while an exception is on its way.</summary>
[CaughtBy("ERR-01", "ERR-02", "ERR-06", "ERR-16")]
sealed class ThrowsWhenUnwindingCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span)
    {
        Unwinding.Forget();
        return base.Attach(span);
    }

    protected override DetachResult Close(Entry closing)
    {
        base.Close(closing);
        return Unwinding.Thrown is null ? default : throw new InvalidOperationException("closed by an exception");
    }
}

/// <summary>Takes a throw for the end of the scope.</summary>
[CaughtBy("ERR-05", "ERR-17", "DEGR-13")]
sealed class EndsAtThrowCarrier : SoundCarrier
{
    public override Span? Current => Unwinding.Thrown is null ? base.Current : null;

    public override CarrierScope Attach(Span? span)
    {
        Unwinding.Forget();
        return base.Attach(span);
    }

    protected override DetachResult Close(Entry closing)
    {
        Unwinding.Forget();
        return base.Close(closing);
    }
}

/// <summary>Closing the scope ends the span.</summary>
[CaughtBy("ASYNC-11", "LIFE-16")]
sealed class EndsSpansCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        var span = closing.Span;
        var result = base.Close(closing);
        span?.End();
        return result;
    }
}

/// <summary>Throws when it attaches.</summary>
[CaughtBy("DEGR-01", "DEGR-02", "ERR-18", "DEGR-13", "DEGR-14", "DEGR-15")]
sealed class ThrowsOnAttachCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span) => throw new InvalidOperationException("not today");
}

/// <summary>Throws when it closes.</summary>
[CaughtBy("ERR-01", "DEGR-01", "DEGR-02", "ERR-18", "DEGR-14", "DEGR-15")]
sealed class ThrowsOnCloseCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        base.Close(closing);
        throw new InvalidOperationException("not today");
    }
}

/// <summary>Closes in a continuation on another thread, and throws there.</summary>
[CaughtBy("DEGR-02")]
sealed class ThrowsOnCloseElsewhereCarrier : SoundCarrier
{
    readonly AsyncLocal<Thread?> _thread = new();

    public override CarrierScope Attach(Span? span)
    {
        _thread.Value = Thread.CurrentThread;
        return base.Attach(span);
    }

    protected override DetachResult Close(Entry closing) => _thread.Value == Thread.CurrentThread
        ? base.Close(closing)
        : throw new InvalidOperationException("closed on another thread");
}
