using Stackbilt.Observability.Conformance;
using Stackbilt.Observability.Conformance.Xunit;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// For carriers that are known not to hang: the limit of a rule is there for those that do, and on a machine that does much else at the
/// same time it would be a matter of luck.
/// </summary>
public abstract class PatientConformance : CarrierConformance
{
    static readonly ConformanceOptions Patient = new() { TimeLimit = TimeSpan.FromMinutes(5), RunLimit = TimeSpan.FromHours(1) };

    protected override ConformanceOptions Options => Patient;
}
