using Stackbilt.Observability.Conformance;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// For carriers that are known not to hang: the limit of a rule is there for those that do, and on a machine that does much else at the
/// same time it would be a matter of luck.
/// </summary>
static class Patience
{
    public static ConformanceOptions Options { get; } = new() { TimeLimit = TimeSpan.FromMinutes(5), RunLimit = TimeSpan.FromHours(1) };
}
