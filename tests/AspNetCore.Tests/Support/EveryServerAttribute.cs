using System.Reflection;
using Xunit.Sdk;

namespace Stackbilt.Observability.Tests;

/// <summary>The test's arguments: every server, with and without an activity that the host makes for each request.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class EveryServerAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        from server in Enum.GetValues<Server>()
        from hostActivities in Enumerable.Range(0, 2).Select(static which => which == 0)
        select new object[] { server, hostActivities };
}
