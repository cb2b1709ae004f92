namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Hands every span down, and makes only those active that it thinks worth the trouble.</summary>
abstract class ChoosyCarrier() : DelegatingCarrier(new AsyncLocalCarrier())
{
    protected abstract bool IsWorth(Span span);

    public override CarrierScope Attach(Span? span) =>
        span is null || IsWorth(span) ? base.Attach(span) : new CarrierScope(span);

    public override void AttachUntilEnd(Span span)
    {
        if (span is null || IsWorth(span))
            base.AttachUntilEnd(span!);
    }
}

/// <summary>What calls another service has no children here, it thinks.</summary>
[CaughtBy("DEGR-20")]
sealed class LeavesClientsOutCarrier : ChoosyCarrier
{
    protected override bool IsWorth(Span span) => span.Kind != SpanKind.Client || Current?.TraceId != span.TraceId;
}

/// <summary>Has been written before there were messages.</summary>
[CaughtBy("DEGR-20")]
sealed class LeavesConsumersOutCarrier : ChoosyCarrier
{
    protected override bool IsWorth(Span span) => span.Kind != SpanKind.Consumer;
}

/// <summary>A name that long is a mistake, it thinks.</summary>
[CaughtBy("DEGR-20")]
sealed class LeavesLongNamesOutCarrier : ChoosyCarrier
{
    protected override bool IsWorth(Span span) => span.Name.Length <= 40;
}

/// <summary>A trace state is another vendor's, it thinks.</summary>
[CaughtBy("DEGR-20")]
sealed class LeavesTraceStatesOutCarrier : ChoosyCarrier
{
    protected override bool IsWorth(Span span) => string.IsNullOrEmpty(span.Context.TraceState);
}

/// <summary>Baggage must not leave the process, it thinks.</summary>
[CaughtBy("DEGR-20")]
sealed class LeavesBaggageOutCarrier : ChoosyCarrier
{
    protected override bool IsWorth(Span span) => span.Baggage.Count == 0;
}

/// <summary>A span without a name is none, it thinks.</summary>
[CaughtBy("DEGR-20")]
sealed class LeavesBlankNamesOutCarrier : ChoosyCarrier
{
    protected override bool IsWorth(Span span) => !string.IsNullOrWhiteSpace(span.Name);
}

/// <summary>Attaches all of them, and hands no producer down.</summary>
[CaughtBy("DEGR-20")]
sealed class HandsNoProducerDownCarrier() : DelegatingCarrier(new AsyncLocalCarrier())
{
    public override CarrierScope Attach(Span? span)
    {
        var scope = base.Attach(span);
        return span is not { Kind: SpanKind.Producer } || scope.Owner is null
            ? scope
            : new CarrierScope(null, scope.Owner, scope.Attachment!);
    }
}
