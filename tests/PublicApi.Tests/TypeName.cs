using System.Reflection;

namespace Stackbilt.Observability.Tests;

/// <summary>The name of a type as one writes it, with its question marks.</summary>
static class TypeName
{
    static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(double)] = "double",
    };

    /// <summary>The name in its own declaration: without its namespace, with the names of its parameters.</summary>
    public static string OfDeclared(Type type) =>
        (type.DeclaringType is { } outer ? OfDeclared(outer) + "." : "") + Bare(type)
        + Arguments(type.GetGenericArguments().Select(argument => argument.Name));

    public static string Of(NullabilityInfo known)
    {
        var type = known.Type.IsByRef ? known.Type.GetElementType()! : known.Type;
        var mark = type.IsValueType || known.ReadState != NullabilityState.Nullable || type.IsGenericParameter ? "" : "?";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Of(underlying) + "?";

        if (type.IsArray && known.ElementType is { } element)
            return Of(element) + "[]" + mark;

        return known.Type.IsByRef || known.GenericTypeArguments.Length == 0
            ? Of(type) + mark
            : Bare(type) + Arguments(known.GenericTypeArguments.Select(Of)) + mark;
    }

    public static string Of(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;

        if (type.IsArray)
            return Of(type.GetElementType()!) + "[]";

        return Nullable.GetUnderlyingType(type) is { } underlying
            ? Of(underlying) + "?"
            : Bare(type) + Arguments(type.GetGenericArguments().Select(Of));
    }

    static string Bare(Type type) => type.Name.Split('`')[0];

    static string Arguments(IEnumerable<string> names)
    {
        var joined = string.Join(", ", names);
        return joined.Length == 0 ? "" : $"<{joined}>";
    }
}
