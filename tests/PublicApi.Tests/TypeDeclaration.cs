using System.Reflection;
using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Tests;

/// <summary>The first line of a type: what it is, what it derives from and what it implements.</summary>
static class TypeDeclaration
{
    public static string Of(Type type)
    {
        var attributes = type.IsDefined(typeof(FlagsAttribute), inherit: false) ? "[Flags] " : "";
        var bases = Bases(type).ToList();
        return $"{attributes}public {Keyword(type)} {type.Namespace}.{TypeName.OfDeclared(type)}"
            + (bases.Count == 0 ? "" : " : " + string.Join(", ", bases));
    }

    static string Keyword(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => ReadOnly(type) + Record(type) + (type.IsByRefLike ? "ref struct" : "struct"),
        { BaseType: { } parent } when parent == typeof(MulticastDelegate) => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => $"abstract {Record(type)}class",
        { IsSealed: true } => $"sealed {Record(type)}class",
        _ => Record(type) + "class",
    };

    static string ReadOnly(Type type) => type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false) ? "readonly " : "";

    static string Record(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is null ? "" : "record ";

    static IEnumerable<string> Bases(Type type)
    {
        if (type.IsEnum)
            yield break;

        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            yield return TypeName.Of(parent);

        var inherited = type.BaseType?.GetInterfaces() ?? [];
        foreach (var name in type.GetInterfaces().Except(inherited).Where(contract => contract.IsPublic)
            .Select(contract => TypeName.Of(contract)).Order(StringComparer.Ordinal))
        {
            yield return name;
        }
    }
}
