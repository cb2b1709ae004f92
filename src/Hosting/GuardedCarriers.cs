namespace Stackbilt.Observability;

/// <summary>Which carriers have a guard around them, which keeps what they throw away from the work.</summary>
public enum GuardedCarriers
{
    /// <summary>Those that are not of this project: <c>AsyncLocal</c>, <c>Activity</c>, <c>Explicit</c> and <c>Null</c> are proved.</summary>
    Foreign,

    /// <summary>Every one.</summary>
    All,

    /// <summary>None: what a carrier throws is still kept away from the work, but it is never taken out of service.</summary>
    None,
}
