namespace Stackbilt.Observability.Tests;

/// <summary>The same program once under each carrier, and once without tracing.</summary>
static class Programs
{
    public const string Untraced = "without tracing";

    /// <summary>Orleans' own activities are listened to as well, and adopted.</summary>
    const string WithOrleansOwn = " with Orleans' own activities";

    public static string[] All { get; } =
        [Untraced, "AsyncLocal", "Activity", "Explicit", "AsyncLocal" + WithOrleansOwn, "Activity" + WithOrleansOwn];

    public static bool HearsOrleans(string program) => program.EndsWith(WithOrleansOwn, StringComparison.Ordinal);

    /// <summary>Null where nothing is traced.</summary>
    public static string? CarrierOf(string program) => program == Untraced ? null : program.Split(' ')[0];
}
