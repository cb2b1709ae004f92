namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Takes the baggage off, so that it does not leave the process.</summary>
[CaughtBy("DEGR-19")]
sealed class TakesBaggageOffCarrier() : DelegatingCarrier(new AsyncLocalCarrier())
{
    public override CarrierScope Attach(Span? span) => base.Attach(span?.SetBaggage(Baggage.Empty));
}

/// <summary>Says in the baggage which carrier it was.</summary>
[CaughtBy("DEGR-19")]
sealed class AddsBaggageCarrier() : DelegatingCarrier(new AsyncLocalCarrier())
{
    public override CarrierScope Attach(Span? span) => base.Attach(span?.SetBaggage("carrier", "mine"));
}

/// <summary>The same, and takes it off when the scope is closed.</summary>
[CaughtBy("DEGR-19")]
sealed class LendsBaggageCarrier() : DelegatingCarrier(new AsyncLocalCarrier())
{
    public override CarrierScope Attach(Span? span)
    {
        var before = span?.Baggage;
        return Watched(base.Attach(span?.SetBaggage("carrier", "mine")), before);
    }

    protected override DetachResult OnClosing(CarrierScope scope, object? state)
    {
        if (state is Baggage before)
            scope.Span?.SetBaggage(before);

        return base.OnClosing(scope, state);
    }
}

/// <summary>A span has failed until its work is done, it thinks, and never says that it is.</summary>
[CaughtBy("DEGR-19")]
sealed class FailsOnAttachCarrier() : DelegatingCarrier(new AsyncLocalCarrier())
{
    public override CarrierScope Attach(Span? span) => base.Attach(span?.SetStatus(SpanStatus.Error));
}

/// <summary>Takes the close of a scope for a way out by an exception.</summary>
[CaughtBy("DEGR-19")]
sealed class FailsOnCloseCarrier() : DelegatingCarrier(new AsyncLocalCarrier())
{
    public override CarrierScope Attach(Span? span) => Watched(base.Attach(span));

    protected override DetachResult OnClosing(CarrierScope scope, object? state)
    {
        scope.Span?.SetStatus(SpanStatus.Error);
        return base.OnClosing(scope, state);
    }
}

/// <summary>Says on the span on which thread it was attached.</summary>
[CaughtBy("DEGR-19")]
sealed class NotesThreadCarrier() : DelegatingCarrier(new AsyncLocalCarrier())
{
    public override CarrierScope Attach(Span? span) => base.Attach(span?.SetAttribute("thread.id", Environment.CurrentManagedThreadId));
}

/// <summary>The same, for what is active until it ends alone.</summary>
[CaughtBy("DEGR-19")]
sealed class NotesThreadUntilEndCarrier() : DelegatingCarrier(new AsyncLocalCarrier())
{
    public override void AttachUntilEnd(Span span) => base.AttachUntilEnd(span?.SetAttribute("thread.id", Environment.CurrentManagedThreadId)!);
}

/// <summary>Links a span to the one that was active before it.</summary>
[CaughtBy("DEGR-19")]
sealed class LinksOutwardCarrier() : DelegatingCarrier(new AsyncLocalCarrier())
{
    public override CarrierScope Attach(Span? span)
    {
        if (Current is { } around)
            span?.AddLink(around.Context);
        else
            span?.AddLink(span.Context);

        return base.Attach(span);
    }
}

/// <summary>Says on the span that nobody has closed its scope.</summary>
[CaughtBy("DEGR-19")]
sealed class NotesLeakCarrier : SoundCarrier, IScopeOwner
{
    public override CarrierScope Attach(Span? span) => base.Attach(span) is { Attachment: Entry entry }
        ? new CarrierScope(span, this, new Watch(entry))
        : new CarrierScope(span);

    DetachResult IScopeOwner.Detach(object attachment) => Close(((Watch)attachment).Entry);

    sealed class Watch(Entry entry)
    {
        ~Watch()
        {
            if (!entry.WasClosed)
                entry.Span?.SetStatus(SpanStatus.Error, "leaked");
        }

        public Entry Entry => entry;
    }
}
