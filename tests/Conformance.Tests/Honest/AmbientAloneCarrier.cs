namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Is ambient and flows, and hands nothing down, as it says: <c>Current</c> is the only way to the span.</summary>
sealed class AmbientAloneCarrier : SoundCarrier
{
    public override CarrierCapabilities Capabilities => Everything & ~CarrierCapabilities.PassesToWork;

    public override CarrierScope Attach(Span? span) => base.Attach(span) is { Owner: { } owner, Attachment: { } attachment }
        ? new CarrierScope(null, owner, attachment)
        : default;
}
