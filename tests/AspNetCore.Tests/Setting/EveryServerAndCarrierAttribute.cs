using System.Reflection;
using Xunit.Sdk;

namespace Stackbilt.Observability.Tests;

/// <summary>The test's arguments: every server with every carrier.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class EveryServerAndCarrierAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        from server in Enum.GetValues<Server>()
        from carrier in Carriers.All
        select new object[] { server, carrier };
}
