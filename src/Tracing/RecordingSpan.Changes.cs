using System.Diagnostics;

namespace Stackbilt.Observability;

sealed partial class RecordingSpan
{
    public override Span SetAttributes(params ReadOnlySpan<SpanAttribute> attributes)
    {
        if (attributes.IsEmpty || !IsRecording)
            return this;

        var details = Details;
        lock (details)
        {
            if (HasEnded)
                return this;

            if (_trace.Tracer.HasProcessors)
                details.Set(attributes);

            ActivityTwin.SetTags(details.Activity, attributes);
        }

        return this;
    }

    public override Span AddEvent(string name, params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsRecording)
            return this;

        var added = new SpanEvent(
            name,
            _trace.UnixNanoseconds(Stopwatch.GetTimestamp()),
            [.. new SpanAttributeList(attributes).Items.Span]);
        var details = Details;
        lock (details)
        {
            if (!HasEnded)
                Add(details, added);
        }

        return this;
    }

    public override Span RecordException(Exception exception, params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (!IsRecording)
            return this;

        var recorded = ExceptionEvent.Of(exception, _trace.UnixNanoseconds(Stopwatch.GetTimestamp()), attributes);
        var details = Details;
        lock (details)
        {
            if (HasEnded || ReferenceEquals(details.LastException, exception))
                return this;

            details.LastException = exception;
            Add(details, recorded);
        }

        return this;
    }

    public override Span SetStatus(SpanStatus status, string? description = null)
    {
        if (status == SpanStatus.Unset || !IsRecording)
            return this;

        var details = Details;
        lock (details)
        {
            if (HasEnded || _status == (byte)SpanStatus.Ok)
                return this;

            _status = (byte)status;
            details.StatusDescription = status == SpanStatus.Error ? description : null;
            ActivityTwin.SetStatus(details.Activity, status, details.StatusDescription);
        }

        return this;
    }

    public override Span AddLink(SpanContext context, params ReadOnlySpan<SpanAttribute> attributes)
    {
        if (!context.IsValid || !IsRecording)
            return this;

        var link = SpanAttributeList.LinkTo(context, attributes);
        var details = Details;
        lock (details)
        {
            if (HasEnded)
                return this;

            (details.Links ??= []).Add(link);
            ActivityTwin.AddLink(details.Activity, link);
        }

        return this;
    }

    public override Span UpdateName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (HasEnded)
            return this;

        var details = Details;
        lock (details)
        {
            if (HasEnded)
                return this;

            _name = name;
            ActivityTwin.SetName(details.Activity, name);
        }

        return this;
    }

    static void Add(SpanDetails details, SpanEvent added)
    {
        (details.Events ??= []).Add(added);
        ActivityTwin.AddEvent(details.Activity, added);
    }
}
