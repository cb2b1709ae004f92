namespace Stackbilt.Observability;

sealed partial class RecordingSpan
{
    public override Span SetAttributes(params ReadOnlySpan<SpanAttribute> attributes)
    {
        if (attributes.IsEmpty || !IsRecording)
            return this;

        using var change = Change(out var details);
        if (change.IsOpen)
            details.Set(attributes, Limits);

        return this;
    }

    public override Span AddEvent(string name, params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsRecording)
            return this;

        var added = new SpanEvent(name, OwnTrace.Now(), Limited(attributes, Limits.AttributePerEventCountLimit));
        using var change = Change(out var details);
        if (change.IsOpen)
            details.Add(added, Limits);

        return this;
    }

    public override Span RecordException(Exception exception, params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (!IsRecording)
            return this;

        var recorded = ExceptionEvent.Of(exception, OwnTrace.Now(), attributes);
        using var change = Change(out var details);
        if (!change.IsOpen || ReferenceEquals(details.LastException, exception))
            return this;

        details.LastException = exception;
        details.Add(recorded with { Attributes = Limited([.. recorded.Attributes], Limits.AttributePerEventCountLimit) }, Limits);
        return this;
    }

    public override Span SetStatus(SpanStatus status, string? description = null)
    {
        if (status == SpanStatus.Unset || !IsRecording)
            return this;

        using var change = Change(out var details);
        if (!change.IsOpen || _status == (byte)SpanStatus.Ok)
            return this;

        _status = (byte)status;
        details.StatusDescription = status == SpanStatus.Error ? description : null;
        return this;
    }

    public override Span AddLink(SpanContext context, params ReadOnlySpan<SpanAttribute> attributes)
    {
        if (!context.IsValid || !IsRecording)
            return this;

        var link = new SpanLink(context, Limited(attributes, Limits.AttributePerLinkCountLimit));
        using var change = Change(out var details);
        if (change.IsOpen)
            details.Add(link, Limits);

        return this;
    }

    public override Span UpdateName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (HasEnded)
            return this;

        using var change = Change(out _);
        if (change.IsOpen)
            _name = name;

        return this;
    }

    SpanChange Change(out SpanDetails details) => new(this, details = _content.Details);

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
