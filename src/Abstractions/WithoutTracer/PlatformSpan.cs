using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// A span in an application that has no tracer of ours: an activity, started and stopped as the library would have done it with an
/// <see cref="ActivitySource"/>.
/// </summary>
sealed class PlatformSpan : Span
{
    readonly InstrumentationScope _scope;
    readonly Activity _activity;
    readonly bool _isOwn;
    readonly bool _isPassing;

    /// <summary>A child that we have started.</summary>
    PlatformSpan(InstrumentationScope scope, Activity started)
    {
        _scope = scope;
        _activity = started;
        _isOwn = true;
    }

    /// <summary>An activity that other code ends; with <paramref name="isPassing"/> a child of it that nobody records.</summary>
    PlatformSpan(InstrumentationScope scope, Activity seen, bool isPassing)
        : base(standsFor: null)
    {
        _scope = scope;
        _activity = seen;
        _isPassing = isPassing;
    }

    public override Activity? Activity => _isPassing ? null : _activity;

    public override TraceId TraceId => _activity.TraceId.ToTraceId();

    public override SpanId SpanId => _activity.SpanId.ToSpanId();

    public override SpanId ParentSpanId => (_isPassing ? _activity.SpanId : _activity.ParentSpanId).ToSpanId();

    public override string Name => _activity.DisplayName;

    public override SpanKind Kind => _activity.Kind.ToSpanKind();

    public override bool HasEnded => base.HasEnded || _activity.IsStopped;

    public override bool IsRecording => !_isPassing && _activity.IsAllDataRequested && !HasEnded;

    public override SpanContext Context => _activity.Context.ToSpanContext();

    public override Baggage Baggage => ActivityBaggage.Of(_activity);

    /// <summary>The platform's current activity as a library sees it; null where there is none, or nobody listens to the library.</summary>
    public static PlatformSpan? Current(InstrumentationScope scope)
    {
        if (!scope.Source.HasListeners())
            return null;

        var current = Activity.Current;
        while (current is { IsStopped: true })
            current = current.Parent;

        return current is { IdFormat: ActivityIdFormat.W3C } ? new PlatformSpan(scope, current, isPassing: false) : null;
    }

    public override bool Equals(object? obj) =>
        obj is PlatformSpan other && ReferenceEquals(_activity, other._activity) && _isPassing == other._isPassing;

    public override int GetHashCode() => _activity.GetHashCode();

    public override Span SetAttributes(params ReadOnlySpan<SpanAttribute> attributes)
    {
        lock (this)
        {
            if (IsRecording)
                _activity.SetTags(attributes);
        }

        return this;
    }

    public override Span AddEvent(string name, params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (this)
        {
            if (IsRecording)
                _activity.AddEvent(new ActivityEvent(name, tags: ActivityTags.Of(attributes)));
        }

        return this;
    }

    public override Span RecordException(Exception exception, params ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (!IsRecording || !LastExceptions.Note(_activity, exception))
            return this;

        return AddEvent(
            "exception",
            [
                new("exception.type", exception.GetType().FullName),
                new("exception.message", ExceptionText.MessageOf(exception, out _)),
                new("exception.stacktrace", ExceptionText.WholeOf(exception, out _)),
                .. attributes,
            ]);
    }

    public override Span SetStatus(SpanStatus status, string? description = null)
    {
        lock (this)
        {
            if (IsRecording && status != SpanStatus.Unset)
                _activity.SetOutcome(status, description);
        }

        return this;
    }

    public override Span AddLink(SpanContext context, params ReadOnlySpan<SpanAttribute> attributes)
    {
        lock (this)
        {
            if (IsRecording && context.IsValid)
                PlatformActivity.AddLink(_activity, context, attributes);
        }

        return this;
    }

    public override Span UpdateName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (this)
        {
            if (!HasEnded && !_isPassing)
                _activity.DisplayName = name;
        }

        return this;
    }

    /// <summary>A child that nobody records has its parent's, which it leaves alone.</summary>
    protected override Span ChangeBaggage(BaggageEntry entry, Baggage? whole)
    {
        lock (this)
        {
            if (!HasEnded && !_isPassing)
                ActivityBaggage.Set(_activity, entry, whole);
        }

        return this;
    }

    protected override Span StartChildCore(
        InstrumentationScope? scope,
        string name,
        SpanKind kind,
        bool makeActive,
        ReadOnlySpan<SpanAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(name);
        var library = scope ?? _scope;
        return Of(library, PlatformActivity.Start(library.Source, _activity, name, kind, makeActive, attributes));
    }

    protected override Span StartChildCore(InstrumentationScope? scope, string name, in SpanStartOptions options, bool makeActive)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (var link in options.Links ?? [])
            ArgumentNullException.ThrowIfNull(link, nameof(options));

        var library = scope ?? _scope;
        return Of(library, PlatformActivity.Start(
            library.Source,
            _activity,
            name,
            options.Kind,
            makeActive,
            options.Attributes as SpanAttribute[] ?? [],
            options.Links,
            options.StartTime));
    }

    protected override void OnEnd()
    {
        // A change that is under way comes first; one that comes later sees that the span has ended.
        lock (this)
        {
        }

        if (_isOwn)
            PlatformActivity.Stop(_activity);
    }

    protected override void OnEnd(DateTimeOffset endTime)
    {
        if (_isOwn && !_activity.IsStopped)
            _activity.SetEndTime(endTime.UtcDateTime);

        OnEnd();
    }

    PlatformSpan Of(InstrumentationScope library, Activity? started) =>
        started is null ? new PlatformSpan(library, _activity, isPassing: true) : new PlatformSpan(library, started);
}
