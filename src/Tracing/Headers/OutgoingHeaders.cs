using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>Writes headers into an HTTP request in the format that the application has chosen, ours or the platform's.</summary>
static class OutgoingHeaders
{
    static readonly Type PlatformsDefault = DistributedContextPropagator.CreateDefaultPropagator().GetType();

    /// <summary>A header that is there already is left alone. What a format throws is reported.</summary>
    /// <param name="context">The span.</param>
    /// <param name="activity">The activity that it is; null where it is none, or where that is not known.</param>
    /// <param name="request">The request.</param>
    public static void Write(SpanContext context, Activity? activity, HttpRequestMessage request)
    {
        var headers = HeaderPropagator.Current;
        if (headers == HeaderPropagator.W3C)
        {
            var platforms = DistributedContextPropagator.Current;
            if (platforms is PlatformPropagator ours)
            {
                headers = ours.Headers;
            }
            else if (platforms.GetType() != PlatformsDefault)
            {
                Write(platforms, context, activity, request);
                return;
            }
        }

        headers.TryInject(context, request, static (message, name, value) => Set(message, name, value));
    }

    /// <inheritdoc cref="Write(SpanContext, Activity?, HttpRequestMessage)"/>
    public static void Write(Baggage baggage, HttpRequestMessage request) => HeaderPropagator.Current.TryInjectBaggage(
        baggage, request, static (message, name, value) => Set(message, name, value));

    static void Write(DistributedContextPropagator platforms, SpanContext context, Activity? activity, HttpRequestMessage request)
    {
        if (activity is null)
        {
            WriteOfStandIn(platforms, context, request);
            return;
        }

        try
        {
            platforms.Inject(activity, request, static (message, name, value) => Set((HttpRequestMessage)message!, name, value));
        }
        catch (Exception exception)
        {
            TracingFaults.Report(platforms, nameof(DistributedContextPropagator.Inject), exception);
        }
    }

    /// <summary>
    /// The platform writes activities alone, and of an activity nobody can set the id. So it writes one that stands right below the
    /// span, and in what it writes the id is exchanged. Where a format has the id in no hex digits, the stand-in's goes out, as that of
    /// HttpClient's own activity would.
    /// </summary>
    static void WriteOfStandIn(DistributedContextPropagator platforms, SpanContext context, HttpRequestMessage request)
    {
        var before = Activity.Current;
        var parent = context.ToActivityContext();
        var standIn = new Activity(nameof(OutgoingHeaders)).SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags);
        standIn.TraceStateString = parent.TraceState;
        try
        {
            standIn.Start();
            platforms.Inject(
                standIn,
                (request, From: standIn.SpanId.ToHexString(), To: context.SpanId.ToString()),
                static (state, name, value) =>
                {
                    var (message, from, to) = ((HttpRequestMessage, string, string))state!;
                    Set(message, name, value.Replace(from, to, StringComparison.OrdinalIgnoreCase));
                });
        }
        catch (Exception exception)
        {
            TracingFaults.Report(platforms, nameof(DistributedContextPropagator.Inject), exception);
        }

        Stop(standIn);
        CurrentActivity.GoBack(before);
    }

    static void Stop(Activity standIn)
    {
        try
        {
            standIn.Stop();
        }
        catch (Exception exception)
        {
            TracingFaults.Report(typeof(Activity), nameof(Activity.Stop), exception);
        }
    }

    static void Set(HttpRequestMessage message, string name, string value)
    {
        if (!message.Headers.Contains(name))
            message.Headers.TryAddWithoutValidation(name, value);
    }
}
