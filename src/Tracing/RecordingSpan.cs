using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// The one implementation of <see cref="Span"/>: recorded or merely propagating its ids, with an <see cref="Activity"/> as
/// its twin where somebody listens.
/// </summary>
sealed partial class RecordingSpan : Span
{
    readonly Trace _trace;
    readonly SpanId _id;
    readonly SpanId _parentId;
    readonly long _startTimestamp;
    string _name;
    // A byte each, so that they fit beside what the base class has.
    readonly byte _kind;
    readonly SpanTraits _traits;
    byte _status;

    /// <summary>For <see cref="Tracer"/>, which knows how the parts fit.</summary>
    internal RecordingSpan(
        Trace trace,
        SpanId id,
        SpanId parentId,
        string name,
        SpanKind kind,
        SpanTraits traits,
        StartedTwin twin,
        ReadOnlySpan<SpanAttribute> attributes)
    {
        _trace = trace;
        _id = id;
        _parentId = parentId;
        _name = name;
        _kind = (byte)kind;
        _traits = twin.Activity is null ? traits : traits | SpanTraits.HasTwin;
        if ((traits & SpanTraits.Recording) == 0)
        {
            _more = twin.Activity;
            return;
        }

        _more = FirstOf(twin.Activity, attributes);
        _startTimestamp = twin.Timestamp != 0 ? twin.Timestamp : Stopwatch.GetTimestamp();
        if (twin is { Activity: { } activity, Timestamp: 0 } && (traits & SpanTraits.Adopted) == 0)
            ActivityTwin.SetStart(activity, StartUnixNanoseconds);
    }

    public override TraceId TraceId => _trace.Id;

    public override SpanId SpanId => _id;

    public override SpanId ParentSpanId => _parentId;

    public override string Name => _name;

    public override SpanKind Kind => (SpanKind)_kind;

    public override bool IsRecording => (_traits & SpanTraits.Recording) != 0 && !HasEnded;

    public override SpanContext Context => new(_trace.Id, _id, IsSampled, _trace.State);

    internal Trace Trace => _trace;

    /// <summary>As the parent of a twin. A twin of its own has the ids as text already.</summary>
    internal ActivityContext ActivityContext => Activity?.Context ?? _trace.ActivityContextOf(Context);

    internal bool IsFirst => (_traits & SpanTraits.First) != 0;

    internal bool IsSampled => (_traits & SpanTraits.Sampled) != 0;

    internal long StartUnixNanoseconds => _trace.UnixNanoseconds(_startTimestamp);

    protected override Span StartChildCore(
        string name,
        SpanKind kind,
        bool makeActive,
        ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _trace.Tracer.StartChild(this, name, kind, makeActive, attributes);
    }

    protected override void OnEnd()
    {
        if ((_traits & SpanTraits.Recording) == 0)
        {
            StopActivity(endUnixNanoseconds: null);
            return;
        }

        var end = _trace.UnixNanoseconds(Stopwatch.GetTimestamp());
        var more = LetGo();
        StopActivity(end);
        if (_trace.Tracer.HasProcessors)
            Notify(end, more as SpanDetails, more as SpanAttribute[]);
    }

    void StopActivity(long? endUnixNanoseconds)
    {
        if ((_traits & (SpanTraits.HasTwin | SpanTraits.Adopted)) == SpanTraits.HasTwin)
            _trace.Tracer.Stop(Activity!, endUnixNanoseconds, (_traits & SpanTraits.MadeCurrent) != 0);
    }

    void Notify(long end, SpanDetails? details, SpanAttribute[]? attributes)
    {
        var finished = new FinishedSpan(details?.Attributes ?? SpanAttributeList.Over(attributes).Items)
        {
            Context = Context,
            ParentSpanId = _parentId,
            HasRemoteParent = (_traits & SpanTraits.RemoteParent) != 0,
            Name = _name,
            Kind = Kind,
            Status = (SpanStatus)_status,
            StatusDescription = details?.StatusDescription,
            StartUnixNanoseconds = StartUnixNanoseconds,
            EndUnixNanoseconds = end,
            Events = details?.Events as IReadOnlyList<SpanEvent> ?? [],
            Links = details?.Links as IReadOnlyList<SpanLink> ?? [],
        };
        _trace.Tracer.NotifyEnd(in finished);
    }
}
