using Microsoft.Extensions.Configuration;

namespace Stackbilt.Observability;

/// <summary>
/// The request methods that a span may name: those of the standards, or those that <c>OTEL_INSTRUMENTATION_HTTP_KNOWN_METHODS</c>
/// lists in their place. So the values stay few, whatever is sent.
/// </summary>
sealed class KnownMethods
{
    public const string Setting = "OTEL_INSTRUMENTATION_HTTP_KNOWN_METHODS";

    const string Other = "_OTHER";

    static readonly string[] OfTheStandards =
        ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "QUERY"];

    readonly string[] _methods;

    KnownMethods(string[] methods) => _methods = methods;

    /// <summary>Those of this process.</summary>
    public static KnownMethods OfProcess { get; } = Listed(Environment.GetEnvironmentVariable(Setting));

    /// <summary>Those of an application: its configuration nearly always has the environment in it as well.</summary>
    public static KnownMethods Of(IConfiguration? configuration) =>
        configuration?[Setting] is { } listed ? Listed(listed) : OfProcess;

    /// <summary>Those that a text lists, with commas between them; those of the standards where it lists none.</summary>
    public static KnownMethods Listed(string? text)
    {
        var listed = text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return new KnownMethods(listed.Length == 0 ? OfTheStandards : listed);
    }

    /// <summary>The known method, else <c>_OTHER</c>.</summary>
    public string Of(string given)
    {
        foreach (var known in _methods)
        {
            if (known.Equals(given, StringComparison.OrdinalIgnoreCase))
                return known;
        }

        return Other;
    }

    /// <summary>The method as it came, where that is not how it is reported; else null, which sets no attribute.</summary>
    public string? OtherSpelling(string given) => Of(given) == given ? null : given;

    /// <summary><c>{method} {route}</c>, or the method alone where there is no route.</summary>
    public string SpanName(string given, string? route)
    {
        var method = Of(given);
        var name = method == Other ? "HTTP" : method;
        return route is null ? name : $"{name} {route}";
    }
}
