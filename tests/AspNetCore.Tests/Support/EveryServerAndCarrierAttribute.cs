using System.Reflection;
using Xunit.Sdk;

namespace Stackbilt.Observability.Tests;

/// <summary>The test's arguments: every server with every carrier.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class EveryServerAndCarrierAttribute : DataAttribute
{
    /// <summary>Left out: a carrier of which the test does not hold, as its name says. Null for none.</summary>
    public string? Except { get; init; }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        from server in Enum.GetValues<Server>()
        from carrier in Carriers.All
        where carrier != Except
        select new object[] { server, carrier };
}
