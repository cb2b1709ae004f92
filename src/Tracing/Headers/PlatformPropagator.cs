using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// Reads and writes the headers of a span as we do, and its baggage where the format has it, for those who ask the platform's
/// propagator: a host, HttpClient. All else is the business of another one.
/// </summary>
/// <remarks>
/// <para>
/// The platform's own refuses a <c>traceparent</c> of a later version that has more fields, sends on flags that have no meaning, and
/// writes no more than 256 characters of a <c>tracestate</c>. Of baggage it loses all behind an entry without a value, and sends a key
/// twice that a child has changed. A web application's host uses this one where the application has chosen
/// none. For HttpClient say it at the start: <c>DistributedContextPropagator.Current = new PlatformPropagator();</c>
/// </para>
/// <para>
/// Safe from any thread where the other one is. Never throws: what a delegate or the other one throws is reported. To inject is what the headers cost, and one object more where there is baggage.
/// </para>
/// </remarks>
/// <param name="others">What reads and writes all else; null for the platform's default.</param>
/// <param name="headers">The format; null for <see cref="HeaderPropagator.Current"/>, whatever that is by then.</param>
public sealed class PlatformPropagator(DistributedContextPropagator? others = null, HeaderPropagator? headers = null)
    : DistributedContextPropagator
{
    readonly DistributedContextPropagator _others = others ?? CreateDefaultPropagator();

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Fields
    {
        get
        {
            try
            {
                return [.. Headers.Fields.Union(_others.Fields)];
            }
            catch (Exception exception)
            {
                TracingFaults.Report(_others, nameof(Fields), exception);
                return Headers.Fields;
            }
        }
    }

    internal HeaderPropagator Headers => headers ?? HeaderPropagator.Current;

    /// <inheritdoc/>
    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (activity is null || setter is null)
            return;

        try
        {
            Write(activity, carrier, setter);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(_others, nameof(Inject), exception);
        }
    }

    void Write(Activity activity, object? carrier, PropagatorSetterCallback setter)
    {
        if (activity.IdFormat != ActivityIdFormat.W3C)
        {
            _others.Inject(activity, carrier, setter);
            return;
        }

        var context = activity.Context.ToSpanContext();
        if (IsRandom(activity))
            context = context with { Flags = context.Flags | TraceFlags.Random };

        Headers.TryInject(context, (carrier, setter), static (request, name, value) => request.setter(request.carrier, name, value));
        foreach (var _ in activity.Baggage)
        {
            Headers.TryInjectBaggage(
                ActivityBaggage.Of(activity), (carrier, setter), static (request, name, value) => request.setter(request.carrier, name, value));
            _others.Inject(activity, new Remaining(carrier, setter, Headers.Fields), static (remaining, name, value) => ((Remaining)remaining!).Set(name, value));
            break;
        }
    }

    /// <inheritdoc/>
    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        traceId = traceState = null;
        if (getter is null)
            return;

        try
        {
            Read(carrier, getter, out traceId, out traceState);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(_others, nameof(ExtractTraceIdAndState), exception);
            traceId = traceState = null;
        }
    }

    void Read(object? carrier, PropagatorGetterCallback getter, out string? traceId, out string? traceState)
    {
        traceId = traceState = null;
        var context = Headers.TryExtract((carrier, getter), static (request, name) => Lines(request.carrier, request.getter, name));
        if (context.IsValid)
        {
            // Nearly always the text that came, the same object.
            var given = Lines(carrier, getter, TraceContextPropagator.TraceParentHeader);
            traceId = IsTraceContext(Headers) && TraceContextPropagator.IsAsWritten(given)
                ? given
                : TraceContextPropagator.TraceParent(context);
            traceState = context.TraceState;
        }
        else if (!HasAny(carrier, getter))
        {
            _others.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);
            traceState = traceId is null ? null : ValidTraceState.Of(traceState);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter)
    {
        if (getter is null)
            return null;

        try
        {
            return BaggageIn(carrier, getter);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(_others, nameof(ExtractBaggage), exception);
            return null;
        }
    }

    KeyValuePair<string, string?>[]? BaggageIn(object? carrier, PropagatorGetterCallback getter)
    {
        var found = Headers.TryExtractBaggage((carrier, getter), static (request, name) => Lines(request.carrier, request.getter, name));
        return found.Count > 0 ? LastFirst(found)
            // A header of ours in which nothing can be read is none, and nobody else shall find some in it.
            : HasBaggage(carrier, getter) ? []
            // Read here, where what it throws is caught.
            : _others.ExtractBaggage(carrier, getter)?.ToArray();
    }

    /// <summary>In the order in which an activity takes them, where what is added last comes first.</summary>
    static KeyValuePair<string, string?>[] LastFirst(Baggage found)
    {
        var items = new KeyValuePair<string, string?>[found.Count];
        for (var place = 0; place < items.Length; place++)
            items[^(place + 1)] = new(found[place].Key, found[place].Value);

        return items;
    }

    static bool IsTraceContext(HeaderPropagator headers) => headers == HeaderPropagator.W3C || headers == HeaderPropagator.TraceContext;

    bool HasBaggage(object? carrier, PropagatorGetterCallback getter) =>
        Headers.Fields.Contains(BaggagePropagator.BaggageHeader) && Lines(carrier, getter, BaggagePropagator.BaggageHeader) is not null;

    /// <summary>A header of ours that cannot be read is no parent, and nobody else shall find one in it.</summary>
    bool HasAny(object? carrier, PropagatorGetterCallback getter)
    {
        foreach (var name in Headers.Fields)
        {
            if (name is not (TraceContextPropagator.TraceStateHeader or BaggagePropagator.BaggageHeader) && Lines(carrier, getter, name) is not null)
                return true;
        }

        return false;
    }

    /// <summary>The platform loses the flag on the way to a child, so that it is looked for all the way up.</summary>
    static bool IsRandom(Activity activity)
    {
        for (var above = activity; above is not null && above.TraceId == activity.TraceId; above = above.Parent)
        {
            if ((above.ActivityTraceFlags & KnownTraceFlags.Random) != 0)
                return true;
        }

        return false;
    }

    /// <summary>Null where there is none; with a comma between each two where there are several.</summary>
    static string? Lines(object? carrier, PropagatorGetterCallback getter, string name)
    {
        getter(carrier, name, out var one, out var several);
        return one ?? (several is null ? null : string.Join(',', several) is { Length: > 0 } joined ? joined : null);
    }

    sealed record Remaining(object? Carrier, PropagatorSetterCallback Setter, IReadOnlyList<string> Taken)
    {
        public void Set(string name, string value)
        {
            if (!Taken.Contains(name, StringComparer.OrdinalIgnoreCase))
                Setter(Carrier, name, value);
        }
    }
}
