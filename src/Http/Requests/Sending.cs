using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>One sending of a request: its span, and what is current while it lasts.</summary>
readonly struct Sending
{
    readonly Span? _span;
    readonly Activity? _current;
    readonly bool _changesCurrent;

    /// <summary>With a span of its own.</summary>
    /// <param name="span">The span.</param>
    /// <param name="isOfAnotherTrace">Whether what is current belongs to another trace, whose state HttpClient would add.</param>
    public Sending(Span span, bool isOfAnotherTrace)
    {
        _span = span;
        _changesCurrent = isOfAnotherTrace && Activity.Current is not null;
        _current = _changesCurrent ? span.Activity : null;
    }

    /// <summary>With a span that HttpClient starts below an activity.</summary>
    /// <param name="parent">The activity.</param>
    public Sending(Activity parent)
    {
        _current = parent;
        _changesCurrent = true;
    }

    /// <summary>There is nothing to do around it.</summary>
    public bool IsPlain => _span is null && !_changesCurrent;

    /// <summary>Whether what is current belongs to the trace of a span.</summary>
    public static bool IsOfCurrentTrace(Span span)
    {
        if (Activity.Current is not { IdFormat: ActivityIdFormat.W3C } current)
            return false;

        Span<char> digits = stackalloc char[TraceId.HexLength];
        return span.Context.TraceId.TryFormat(digits, out _) && digits.SequenceEqual(current.TraceId.ToHexString());
    }

    /// <returns>What was current.</returns>
    public Activity? Enter()
    {
        var before = Activity.Current;
        if (_changesCurrent)
            Set(_current);

        return before;
    }

    public void Leave(Activity? before)
    {
        if (_changesCurrent)
            Set(before);
    }

    public void End(ClientSpanSettings settings, HttpRequestMessage request, HttpResponseMessage? response)
    {
        if (_span is null)
            return;

        try
        {
            if (_span.IsRecording)
            {
                if (response is not null)
                    HttpClientConventions.SetOutcome(_span, response);

                settings.Complete(_span, request, response);
            }
        }
        catch (Exception failure)
        {
            TracingFaults.Report(settings, nameof(End), failure);
        }

        _span.End();
    }

    public void Fail(ClientSpanSettings settings, HttpRequestMessage request, Exception exception)
    {
        if (_span is null)
            return;

        try
        {
            if (_span.IsRecording)
            {
                HttpClientConventions.SetFailure(_span, exception);
                settings.Complete(_span, request, response: null);
            }
        }
        catch (Exception failure)
        {
            TracingFaults.Report(settings, nameof(Fail), failure);
        }

        _span.End();
    }

    static void Set(Activity? activity)
    {
        try
        {
            Activity.Current = activity;
        }
        catch (Exception exception)
        {
            // The value is set before the handlers of the change are called.
            TracingFaults.Report(typeof(Activity), nameof(Activity.CurrentChanged), exception);
        }
    }
}
