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
            _ = CurrentActivity.TrySet(_current);

        return before;
    }

    public void Leave(Activity? before)
    {
        if (_changesCurrent)
            CurrentActivity.GoBack(before);
    }

    /// <summary>The response is there.</summary>
    public void End(ClientSpanSettings settings, HttpRequestMessage request, HttpResponseMessage? response) =>
        End(settings, request, response, failure: null);

    /// <summary>No response came.</summary>
    public void Fail(ClientSpanSettings settings, HttpRequestMessage request, Exception exception) =>
        End(settings, request, response: null, exception);

    void End(ClientSpanSettings settings, HttpRequestMessage request, HttpResponseMessage? response, Exception? failure)
    {
        if (_span is null)
            return;

        try
        {
            if (_span.IsRecording)
            {
                if (failure is not null)
                    HttpClientConventions.SetFailure(_span, failure);
                else if (response is not null)
                    HttpClientConventions.SetOutcome(_span, response);

                settings.Complete(_span, request, response);
            }
        }
        catch (Exception exception)
        {
            TracingFaults.Report(settings, nameof(End), exception);
        }

        _span.End();
    }
}
