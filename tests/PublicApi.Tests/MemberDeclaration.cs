using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Tests;

/// <summary>One member as C# would declare it.</summary>
static class MemberDeclaration
{
    static readonly NullabilityInfoContext Nullability = new();

    public static string Of(MemberInfo member) => member switch
    {
        FieldInfo field => Of(field) + ";",
        ConstructorInfo constructor => Of(constructor) + ";",
        EventInfo raised => Of(raised) + ";",
        PropertyInfo property => Of(property),
        MethodInfo method => Of(method) + ";",
        _ => throw new NotSupportedException($"{member.DeclaringType}.{member.Name} is of an unknown kind."),
    };

    static string Of(FieldInfo field)
    {
        var modifiers = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        var value = field.IsLiteral ? " = " + Literal(field.GetRawConstantValue()) : "";
        return $"{Access(field.IsPublic)} {modifiers}{TypeName.Of(Known(field))} {field.Name}{value}";
    }

    static string Of(ConstructorInfo constructor) =>
        $"{Access(constructor.IsPublic)} {TypeName.OfDeclared(constructor.DeclaringType!)}({Parameters(constructor)})";

    static string Of(EventInfo raised) =>
        $"{Access(raised.AddMethod!.IsPublic)} {Modifiers(raised.AddMethod)}event {TypeName.Of(Known(raised))} {raised.Name}";

    static string Of(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true);
        var widest = accessors.FirstOrDefault(accessor => accessor.IsPublic) ?? accessors[0];
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var getter = property.GetMethod is { IsPrivate: false, IsAssembly: false } ? "get; " : "";
        return $"{Access(widest.IsPublic)} {Modifiers(widest)}{required}{TypeName.Of(Known(property))} {property.Name} "
            + $"{{ {getter}{Setter(property)}}}";
    }

    static string Of(MethodInfo method)
    {
        var priority = method.GetCustomAttribute<OverloadResolutionPriorityAttribute>()?.Priority;
        var generic = method.IsGenericMethod
            ? "<" + string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name)) + ">"
            : "";
        return (priority is null ? "" : $"[OverloadResolutionPriority({priority})] ")
            + $"{Access(method.IsPublic)} {Modifiers(method)}{TypeName.Of(Known(method.ReturnParameter))} "
            + $"{method.Name}{generic}({Parameters(method)})";
    }

    static string Setter(PropertyInfo property)
    {
        if (property.SetMethod is not { IsPrivate: false, IsAssembly: false } setter)
            return "";

        return setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; ";
    }

    static string Access(bool isPublic) => isPublic ? "public" : "protected";

    static string Modifiers(MethodInfo method) =>
        method.IsStatic ? "static "
        : method.DeclaringType!.IsInterface ? ""
        : method.IsAbstract ? "abstract "
        : method.GetBaseDefinition() != method ? (method.IsFinal ? "sealed override " : "override ")
        : method.IsVirtual && !method.IsFinal ? "virtual "
        : "";

    static string Parameters(MethodBase method)
    {
        var isExtension = method.IsDefined(typeof(ExtensionAttribute), inherit: false);
        return (isExtension ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    static string Parameter(ParameterInfo parameter)
    {
        var passed = parameter.IsOut ? "out "
            : !parameter.ParameterType.IsByRef ? ""
            : parameter.IsIn ? "in " : "ref ";
        var isParams = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute));
        var notNull = parameter.GetCustomAttribute<NotNullWhenAttribute>() is { } when
            ? $"[NotNullWhen({Literal(when.ReturnValue)})] "
            : "";
        var byDefault = parameter.HasDefaultValue ? " = " + Literal(parameter.DefaultValue) : "";
        return $"{notNull}{(isParams ? "params " : "")}{passed}{TypeName.Of(Known(parameter))} {parameter.Name}{byDefault}";
    }

    static NullabilityInfo Known(FieldInfo field) => Locked(() => Nullability.Create(field));

    static NullabilityInfo Known(EventInfo raised) => Locked(() => Nullability.Create(raised));

    static NullabilityInfo Known(PropertyInfo property) => Locked(() => Nullability.Create(property));

    static NullabilityInfo Known(ParameterInfo parameter) => Locked(() => Nullability.Create(parameter));

    static NullabilityInfo Locked(Func<NullabilityInfo> create)
    {
        lock (Nullability)
            return create();
    }

    static string Literal(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        Enum named => $"{named.GetType().Name}.{named}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
