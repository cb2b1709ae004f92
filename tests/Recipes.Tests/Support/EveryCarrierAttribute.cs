using System.Reflection;
using Xunit.Sdk;

namespace Stackbilt.Observability.Tests;

/// <summary>The test's argument: each carrier that a host can choose, and one that is not ours; each with and without a listener.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class EveryCarrierAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        RecipeProgram.Situations.Select(static situation => new object[] { situation });
}
