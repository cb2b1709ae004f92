namespace Stackbilt.Observability;

/// <summary>The names of the carriers that are always registered.</summary>
public static class CarrierNames
{
    /// <summary>The active span travels with the execution context; the default.</summary>
    public const string AsyncLocal = "AsyncLocal";

    /// <summary>The active span travels as an argument only.</summary>
    public const string Explicit = "Explicit";

    /// <summary>The active span is what <c>Activity.Current</c> says, no matter which code has started it.</summary>
    public const string Activity = "Activity";

    /// <summary>The active span does not travel.</summary>
    public const string Null = "Null";
}
