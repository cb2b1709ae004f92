using Stackbilt.Observability.Conformance;
using Stackbilt.Observability.Conformance.Xunit;

namespace Stackbilt.Observability.Tests;

/// <summary>All rules, for a carrier that is known not to hang.</summary>
public abstract class PatientConformance : CarrierConformance
{
    protected override ConformanceOptions Options => Patience.Options;
}
