namespace Stackbilt.Observability;

/// <summary>The section <c>Stackbilt:Observability</c> of an application's configuration.</summary>
public sealed class ObservabilityOptions
{
    /// <summary>Where the options are in the configuration, unless you bind another section.</summary>
    public const string SectionName = "Stackbilt:Observability";

    /// <summary>
    /// The name of the carrier: <c>AsyncLocal</c> (the default), <c>Explicit</c>, <c>Null</c>, or one that was added with
    /// <see cref="ObservabilityBuilder.AddCarrier"/>. Compared without regard to case. A name that is not registered stops
    /// the host at its start. <c>Null</c> is the off switch for everything below the request.
    /// </summary>
    public string Carrier { get; set; } = CarrierNames.AsyncLocal;
}
