using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Stackbilt.Observability;

/// <summary>The activity that stands for a request in what is exported.</summary>
static class HostActivity
{
    /// <summary>
    /// The host's; null where it has none, or one whose ids are not W3C's. An instrumentation that reads the caller's headers
    /// in another way than the host starts a server's activity in place of it, and nothing is recorded on the host's any more.
    /// </summary>
    public static Activity? Of(HttpContext context)
    {
        var host = context.Features.Find<IHttpActivityFeature>()?.Activity;
        var seen = host is { IsAllDataRequested: false } ? InPlaceOf(host) : host;
        return seen is { IdFormat: ActivityIdFormat.W3C } ? seen : null;
    }

    static Activity InPlaceOf(Activity host)
    {
        var inPlace = host;
        for (var activity = Activity.Current; activity is not null; activity = activity.Parent)
        {
            // What was started below the host's is a part of the request, and does not stand for it.
            if (ReferenceEquals(activity, host))
                return host;

            if (activity is { Kind: ActivityKind.Server, IsStopped: false })
                inPlace = activity;
        }

        return inPlace;
    }
}
