using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>A span that we record: the platform has no activity for it, because nobody listens.</summary>
sealed partial class RecordingSpan : TracerSpan
{
    readonly SpanId _id;
    readonly SpanId _parentId;
    readonly long _startTimestamp;
    RecordedContent _content;
    string _name;

    /// <summary>For <see cref="Tracer"/>, which knows how the parts fit.</summary>
    internal RecordingSpan(
        RecordedTrace trace,
        SpanId id,
        SpanId parentId,
        InstrumentationScope? scope,
        string name,
        SpanKind kind,
        SpanStartFlags startFlags,
        StartDetails? details,
        ReadOnlySpan<SpanAttribute> attributes)
        : base(trace, kind, startFlags)
    {
        _id = id;
        _parentId = parentId;
        _name = name;
        if ((startFlags & SpanStartFlags.Recording) == 0)
            return;

        _content = new RecordedContent(scope, attributes, trace.Tracer.Limits);
        _startTimestamp = details is null ? Stopwatch.GetTimestamp() : StartOf(details);
    }

    public override TraceId TraceId => OwnTrace.Id;

    public override SpanId SpanId => _id;

    public override SpanId ParentSpanId => _parentId;

    public override string Name => _name;

    public override bool IsRecording => Has(SpanStartFlags.Recording) && !HasEnded;

    public override SpanContext Context => new(TraceId, _id, TraceState: OwnTrace.State) { Flags = StartFlags.Flags() };

    internal RecordedTrace OwnTrace => (RecordedTrace)Trace;

    /// <summary>What a child that the platform records hangs under: what listens there never sees this span.</summary>
    internal override ActivityContext NearestHeard =>
        (OwnTrace.Around is { } around ? around.Context.ToSpanContext()
        : Trace.Tracer.Processors.Any ? Context
        : OwnTrace.RemoteParent).ToActivityContext();

    internal override Activity? ActivityAround => OwnTrace.Around;

    internal long StartUnixNanoseconds => OwnTrace.UnixNanoseconds(_startTimestamp);

    protected override void OnEnd()
    {
        if (!Has(SpanStartFlags.Recording))
            return;

        if (Trace.Tracer.Clock is { } clock)
            OnEnd(clock.UtcNow());
        else
            EndAt(Math.Max(OwnTrace.UnixNanoseconds(Stopwatch.GetTimestamp()), StartUnixNanoseconds));
    }

    protected override void OnEnd(DateTimeOffset endTime)
    {
        if (Has(SpanStartFlags.Recording))
            EndAt(Math.Max(SpanClock.UnixNanoseconds(endTime), StartUnixNanoseconds));
    }

    /// <summary>Takes the links over, and says when the work began.</summary>
    long StartOf(StartDetails details)
    {
        if (details.Links is { } links)
        {
            foreach (var link in links)
                _content.Details.Add(new SpanLink(link.Context, Limited([.. link.Attributes], Limits.AttributePerLinkCountLimit)), Limits);
        }

        return details.StartTime is { } time ? OwnTrace.TimestampOf(time) : Stopwatch.GetTimestamp();
    }

    void EndAt(long end)
    {
        var (details, attributes) = _content.Take();
        var finished = new FinishedSpan(details?.Attributes ?? SpanAttributeList.Over(attributes).Items)
        {
            Context = Context,
            ParentSpanId = _parentId,
            HasRemoteParent = Has(SpanStartFlags.RemoteParent),
            Scope = details?.Scope,
            Name = _name,
            Kind = Kind,
            Status = (SpanStatus)_status,
            StatusDescription = details?.StatusDescription,
            StartUnixNanoseconds = StartUnixNanoseconds,
            EndUnixNanoseconds = end,
            Events = details?.Events as IReadOnlyList<SpanEvent> ?? [],
            Links = details?.Links as IReadOnlyList<SpanLink> ?? [],
            DroppedAttributeCount = details?.DroppedAttributes ?? 0,
            DroppedEventCount = details?.DroppedEvents ?? 0,
            DroppedLinkCount = details?.DroppedLinks ?? 0,
        };
        Trace.Tracer.Processors.OnEnd(in finished);
    }
}
