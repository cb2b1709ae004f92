using System.Diagnostics;
using System.Globalization;

namespace Stackbilt.Observability.Conformance;

/// <summary>
/// What else a program keeps in one flow: a value of its own, the culture, and the current activity, unless that is the
/// carrier's own.
/// </summary>
sealed class Surroundings(RuleRun run)
{
    readonly AsyncLocal<object?> _value = new();
    (object? Value, CultureInfo Culture, Activity? Activity) _written;

    /// <summary>Writes all of them, each with something new.</summary>
    public void Write(string what)
    {
        _value.Value = what;
        CultureInfo.CurrentCulture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        _written = (what, CultureInfo.CurrentCulture, Adopts ? null : new Activity(what).SetIdFormat(ActivityIdFormat.W3C).Start());
    }

    /// <summary>All of them must be what was written last.</summary>
    public void Stay(string where)
    {
        run.Equal(_value.Value, _written.Value, $"a value of the program's own {where}");
        run.True(CultureInfo.CurrentCulture == _written.Culture, $"another culture {where}", "the one that was written last");
        if (!Adopts)
            run.Equal(Activity.Current, _written.Activity, $"the current activity {where}");
    }

    bool Adopts => run.Claims(CarrierCapabilities.AdoptsActivities);
}
