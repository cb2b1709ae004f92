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

            details.Set(attributes);
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
            OwnTrace.UnixNanoseconds(Stopwatch.GetTimestamp()),
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

        var recorded = ExceptionEvent.Of(exception, OwnTrace.UnixNanoseconds(Stopwatch.GetTimestamp()), attributes);
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
        }

        return this;
    }

    public override Span UpdateName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (HasEnded)
            return this;

        lock (Details)
        {
            if (!HasEnded)
                _name = name;
        }

        return this;
    }

    static void Add(SpanDetails details, SpanEvent added) => (details.Events ??= []).Add(added);
}
