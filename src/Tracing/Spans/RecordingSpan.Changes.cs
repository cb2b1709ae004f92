namespace Stackbilt.Observability;

sealed partial class RecordingSpan
{
    public override Span SetAttributes(params ReadOnlySpan<SpanAttribute> attributes)
    {
        if (attributes.IsEmpty || !IsRecording)
            return this;

        var details = _content.Details;
        lock (details)
        {
            if (!HasEnded)
                details.Set(attributes, Limits);
        }

        return this;
    }

    public override Span AddEvent(string name, params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsRecording)
            return this;

        var added = new SpanEvent(name, OwnTrace.Now(), Limited(attributes, Limits.AttributePerEventCountLimit));
        var details = _content.Details;
        lock (details)
        {
            if (!HasEnded)
                details.Add(added, Limits);
        }

        return this;
    }

    public override Span RecordException(Exception exception, params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (!IsRecording)
            return this;

        var recorded = ExceptionEvent.Of(exception, OwnTrace.Now(), attributes);
        var details = _content.Details;
        lock (details)
        {
            if (HasEnded || ReferenceEquals(details.LastException, exception))
                return this;

            details.LastException = exception;
            details.Add(recorded with { Attributes = Limited([.. recorded.Attributes], Limits.AttributePerEventCountLimit) }, Limits);
        }

        return this;
    }

    public override Span SetStatus(SpanStatus status, string? description = null)
    {
        if (status == SpanStatus.Unset || !IsRecording)
            return this;

        var details = _content.Details;
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

        var link = new SpanLink(context, Limited(attributes, Limits.AttributePerLinkCountLimit));
        var details = _content.Details;
        lock (details)
        {
            if (!HasEnded)
                details.Add(link, Limits);
        }

        return this;
    }

    public override Span UpdateName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (HasEnded)
            return this;

        lock (_content.Details)
        {
            if (!HasEnded)
                _name = name;
        }

        return this;
    }

    SpanLimits Limits => Trace.Tracer.Limits;

    /// <summary>One per key, as many as there may be.</summary>
    SpanAttribute[] Limited(ReadOnlySpan<SpanAttribute> attributes, int limit)
    {
        if (attributes.IsEmpty)
            return [];

        var unique = new SpanAttributeList(Limits.Shortened(attributes)).Items.Span;
        return unique[..Math.Min(unique.Length, limit)].ToArray();
    }
}
