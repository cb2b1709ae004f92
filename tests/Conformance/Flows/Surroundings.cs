using System.Diagnostics;
using System.Globalization;
using System.Security.Principal;

namespace Stackbilt.Observability.Conformance;

/// <summary>
/// What else a program keeps in one flow: a value of its own, both cultures, the principal, the correlation id, and the current
/// activity, unless that is the carrier's own.
/// </summary>
sealed class Surroundings(RuleRun run)
{
    readonly AsyncLocal<object?> _value = new();
    (object? Value, CultureInfo Culture, CultureInfo UICulture, IPrincipal Principal, Guid Correlation, Activity? Activity) _written;

    /// <summary>Writes all of them, each with something new.</summary>
    public void Write(string what)
    {
        _value.Value = what;
        CultureInfo.CurrentCulture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        CultureInfo.CurrentUICulture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        var principal = new GenericPrincipal(new GenericIdentity(what), roles: null);
        Thread.CurrentPrincipal = principal;
        var correlation = Guid.NewGuid();
        Trace.CorrelationManager.ActivityId = correlation;
        var activity = Adopts ? null : new Activity(what).SetIdFormat(ActivityIdFormat.W3C).Start();
        _written = (what, CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture, principal, correlation, activity);
    }

    /// <summary>All of them must be what was written last.</summary>
    public void Stay(string where)
    {
        run.Equal(_value.Value, _written.Value, $"a value of the program's own {where}");
        run.True(CultureInfo.CurrentCulture == _written.Culture, $"another culture {where}", "the one that was written last");
        run.True(CultureInfo.CurrentUICulture == _written.UICulture, $"another culture of texts {where}", "the one that was written last");
        run.True(Thread.CurrentPrincipal == _written.Principal, $"another principal {where}", "the one that was written last");
        run.Equal(Trace.CorrelationManager.ActivityId, _written.Correlation, $"the correlation id {where}");
        if (!Adopts)
            run.Equal(Activity.Current, _written.Activity, $"the current activity {where}");
    }

    bool Adopts => run.Claims(CarrierCapabilities.AdoptsActivities);
}
