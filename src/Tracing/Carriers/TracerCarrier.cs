using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// An ambient carrier as a tracer hands it out: what it throws is reported. Where the carrier knows nothing of activities, an
/// order of attachments beside it lets <see cref="System.Diagnostics.Activity.Current"/> follow.
/// </summary>
sealed class TracerCarrier : DelegatingCarrier
{
    readonly IContextCarrier? _order;

    public TracerCarrier(IContextCarrier inner, ITracerActivities activities)
        : base(inner)
    {
        if (Follows(inner, activities))
            return;

        _order = new AttachmentOrder(activities);
    }

    /// <summary>Who makes active until the end: the carrier itself, where it lets the current activity follow.</summary>
    public IContextCarrier Attaching => _order is null ? Inner : this;

    public override CarrierCapabilities Capabilities => CarrierClaims.Of(Inner);

    public override Span? Current => ActiveIn(Inner);

    public override CarrierScope Attach(Span? span)
    {
        CarrierScope scope;
        try
        {
            scope = Inner.Attach(span);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(Inner, nameof(Attach), exception);
            return default;
        }

        if (_order is null || (span is null ? Activity.Current is null : span.Activity is null))
            return scope;

        var order = _order.Attach(span);
        return order.Owner is not { } owner ? scope
            // The carrier had nothing to do, and the order had.
            : scope.Owner is null ? new CarrierScope(scope.Span, owner, order.Attachment!)
            : Watched(scope, order);
    }

    public override void AttachUntilEnd(Span span)
    {
        ArgumentNullException.ThrowIfNull(span);
        try
        {
            Inner.AttachUntilEnd(span);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(Inner, nameof(AttachUntilEnd), exception);
            return;
        }

        if (_order is not null && span.Activity is not null)
            _order.AttachUntilEnd(span);
    }

    public override void AfterEnd(Span? span)
    {
        TellEnd(Inner, span);
        _order?.AfterEnd(span);
    }

    protected override DetachResult OnClosing(CarrierScope scope, object? state)
    {
        var result = WrappedScope.Detach(scope);
        if (result.Outcome != DetachOutcome.WrongFlow)
            WrappedScope.Detach((CarrierScope)state!);

        return result;
    }

    /// <summary>Tells a carrier that what is current has ended; what it throws is reported.</summary>
    public static void TellEnd(IContextCarrier carrier, Span? span)
    {
        try
        {
            carrier.AfterEnd(span);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(carrier, nameof(AfterEnd), exception);
        }
    }

    /// <summary>The active span; what the carrier throws is reported.</summary>
    public static Span? ActiveIn(IContextCarrier carrier)
    {
        ref var calls = ref CallBacks.OfThread;
        if (!CallBacks.TryEnter(ref calls))
            return null;

        Span? active = null;
        try
        {
            active = carrier.Current;
        }
        catch (Exception exception)
        {
            TracingFaults.Report(carrier, nameof(Current), exception);
        }

        CallBacks.Leave(ref calls);
        return active;
    }

    /// <summary>The one that a trace which starts now stays with; null where there is one.</summary>
    public static IContextCarrier? OfNewTraces(IContextCarrier carrier)
    {
        try
        {
            return carrier.CarrierOfNewTraces;
        }
        catch (Exception exception)
        {
            TracingFaults.Report(carrier, nameof(CarrierOfNewTraces), exception);
            return null;
        }
    }

    static bool Follows(IContextCarrier carrier, ITracerActivities activities)
    {
        try
        {
            return carrier.Follow(activities);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(carrier, nameof(Follow), exception);
            return false;
        }
    }
}
