using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// Everything public of an assembly, as C# would declare it, in an order that does not depend on the source. What the
/// compiler makes for a record goes without saying.
/// </summary>
static class PublicApi
{
    const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(TypeDeclaration.Of(type)).Append("\n{\n");
            foreach (var member in Members(type))
                text.Append("    ").Append(member).Append('\n');

            text.Append("}\n\n");
        }

        return text.ToString();
    }

    static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .OrderBy(field => Convert.ToInt64(field.GetRawConstantValue(), null))
                .Select(field => $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), null)},");
        }

        MemberInfo[][] members =
        [
            [.. type.GetFields(Declared).Where(IsVisible)],
            [.. type.GetConstructors(Declared).Where(IsVisible)],
            [.. type.GetEvents(Declared).Where(raised => IsVisible(raised.AddMethod!))],
            [.. type.GetProperties(Declared).Where(IsVisible)],
            [.. type.GetMethods(Declared).Where(method => IsVisible(method) && !IsPartOfAnother(method))],
        ];
        return members.SelectMany(kind => kind
            .Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
            .Select(member => (member.Name, Text: MemberDeclaration.Of(member)))
            .OrderBy(member => member.Name, StringComparer.Ordinal)
            .ThenBy(member => member.Text, StringComparer.Ordinal)
            .Select(member => member.Text));
    }

    static bool IsVisible(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    static bool IsVisible(PropertyInfo property) => property.GetAccessors(nonPublic: true).Any(IsVisible);

    static bool IsPartOfAnother(MethodInfo method) =>
        method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);
}
