namespace Stackbilt.Observability;

/// <summary>Whether a guarded carrier is called.</summary>
enum CarrierService
{
    InService,

    /// <summary>Nothing is active and nothing is attached; scopes from before are still closed by the carrier.</summary>
    OutOfService,

    /// <summary>A call did not return. The carrier is not called at all.</summary>
    Hanging,
}
