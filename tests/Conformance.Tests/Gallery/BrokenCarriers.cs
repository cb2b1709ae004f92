using System.Reflection;

namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>The gallery: every carrier that says which rules catch it.</summary>
static class BrokenCarriers
{
    public static IReadOnlyList<Type> All { get; } =
        [.. typeof(BrokenCarriers).Assembly.GetTypes().Where(static type => type.IsDefined(typeof(CaughtByAttribute), inherit: false))];

    public static IReadOnlyList<string> RulesCatching(Type carrier) =>
        carrier.GetCustomAttribute<CaughtByAttribute>(inherit: false)!.Rules;

    public static Func<IContextCarrier> FactoryOf(Type carrier) =>
        () => (IContextCarrier)Activator.CreateInstance(carrier)!;
}
