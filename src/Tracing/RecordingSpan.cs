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
    readonly Activity? _activity;
    string _name;
    SpanDetails? _details;
    SpanAttributeList _attributes;
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
        Activity? activity,
        ReadOnlySpan<SpanAttribute> attributes)
    {
        _trace = trace;
        _id = id;
        _parentId = parentId;
        _name = name;
        _kind = (byte)kind;
        _traits = traits;
        _activity = activity;
        if ((traits & SpanTraits.Recording) == 0)
            return;

        _attributes = new SpanAttributeList(attributes);
        _startTimestamp = Stopwatch.GetTimestamp();
        if (activity is not null && (traits & SpanTraits.Adopted) == 0)
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

    internal Activity? Activity => _activity;

    /// <summary>As the parent of a twin. A twin of its own has the ids as text already; else they are written anew.</summary>
    internal ActivityContext ActivityContext => _activity?.Context ?? Context.ToActivityContext();

    internal bool IsFirst => (_traits & SpanTraits.First) != 0;

    internal bool IsSampled => (_traits & SpanTraits.Sampled) != 0;

    internal long StartUnixNanoseconds => _trace.UnixNanoseconds(_startTimestamp);

    internal void AddFirstLinks(List<SpanLink>? links)
    {
        if (links is not null && (_traits & SpanTraits.Recording) != 0)
            Details.Links = links;
    }

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
        var data = Finish(end);
        StopActivity(end);
        if (data is not null)
            _trace.Tracer.NotifyEnd(data);
    }

    void StopActivity(long? endUnixNanoseconds)
    {
        if (_activity is not null && (_traits & SpanTraits.Adopted) == 0)
            _trace.Tracer.Stop(_activity, endUnixNanoseconds, (_traits & SpanTraits.MadeCurrent) != 0);
    }

    SpanData? Finish(long end)
    {
        // A writer that got here first holds the lock of the details; one that comes later sees that the span has ended.
        var details = Volatile.Read(ref _details);
        if (details is null)
            return TakeData(end, details);

        lock (details)
            return TakeData(end, details);
    }

    SpanData? TakeData(long end, SpanDetails? details)
    {
        var data = _trace.Tracer.HasProcessors ? Collect(end, details) : null;
        _attributes = default;
        _details = null;
        return data;
    }

    SpanData Collect(long end, SpanDetails? details) => new()
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
        Attributes = _attributes.ToList(),
        Events = details?.Events as IReadOnlyList<SpanEvent> ?? [],
        Links = details?.Links as IReadOnlyList<SpanLink> ?? [],
    };
}
