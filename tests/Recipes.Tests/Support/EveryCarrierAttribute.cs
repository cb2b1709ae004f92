using System.Reflection;
using Xunit.Sdk;

namespace Stackbilt.Observability.Tests;

/// <summary>The test's argument: each carrier that a host can choose, and one that is not ours.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class EveryCarrierAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        RecipeProgram.Carriers.Select(static carrier => new object[] { carrier });
}
