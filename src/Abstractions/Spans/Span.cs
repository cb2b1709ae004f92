using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// One timed piece of work in a trace (OpenTelemetry specification, Trace API, "Span"). Started by a tracer or as the
/// child of another span; ends when it is disposed.
/// </summary>
/// <remarks>
/// Every member is safe from any thread. After <see cref="End()"/> a call changes nothing and does not throw. Code that
/// only creates spans needs this package alone; the implementation is in <c>Stackbilt.Observability.Tracing</c>.
/// </remarks>
public abstract partial class Span : IDisposable
{
    const int IsOpen = 0;
    const int WasEnded = 1;
    const int EndsElsewhere = 2;

    SpanReference? _reference;
    int _state;

    /// <summary>A span that ends when <see cref="End()"/> is called.</summary>
    protected Span()
    {
    }

    /// <summary>A span that other code ends: <see cref="End()"/> does nothing, and <see cref="HasEnded"/> is yours to answer.</summary>
    /// <param name="standsFor">
    /// The span that it stands for: where this one is attached, that one is active. Null where there is no such span.
    /// </param>
    protected Span(Span? standsFor)
    {
        _state = EndsElsewhere;
        _reference = standsFor?.Reference;
    }

    /// <summary>The trace that the span belongs to.</summary>
    public abstract TraceId TraceId { get; }

    /// <summary>The id of the span.</summary>
    public abstract SpanId SpanId { get; }

    /// <summary>The parent's id; <c>default</c> for a root.</summary>
    public abstract SpanId ParentSpanId { get; }

    /// <summary>The name; never null.</summary>
    public abstract string Name { get; }

    /// <summary>The span's role in its trace.</summary>
    public abstract SpanKind Kind { get; }

    /// <summary>
    /// Whether what is set on the span goes anywhere: false for a trace that is not sampled, where nobody collects, and
    /// after the end. Ask before you compute an attribute that takes time.
    /// </summary>
    public abstract bool IsRecording { get; }

    /// <summary>The ids with sampling and trace state: what a header or a link carries.</summary>
    public abstract SpanContext Context { get; }

    /// <summary>
    /// The platform's activity that this span is, where something listens; null where nothing does. Give it to code that knows
    /// activities only, and end the span, not the activity.
    /// </summary>
    public virtual Activity? Activity => null;

    /// <summary>Whether <see cref="End()"/> has been called. An ended span is never active.</summary>
    public virtual bool HasEnded => Volatile.Read(ref _state) == WasEnded;

    /// <summary>
    /// What a carrier stores in place of the span. Always the same object for a span; it is emptied at the end.
    /// Allocates 24 bytes the first time.
    /// </summary>
    public SpanReference Reference => _reference ?? CreateReference();

    /// <summary>Null where nothing has asked for it yet.</summary>
    internal SpanReference? ExistingReference => _reference;

    /// <summary>Starts a child. It is not made active: give it to the work that needs it.</summary>
    /// <param name="name">What the child does, low in variety: <c>oracle.inference</c>, not the question.</param>
    /// <param name="attributes">Set from the start; none by default. Copied: nothing is kept of the argument.</param>
    /// <returns>The child; dispose it to end it. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <remarks>A span that has ended still gives children of itself, for work that finishes late.</remarks>
    public Span StartChild(string name, params ReadOnlySpan<SpanAttribute> attributes) =>
        StartChildCore(scope: null, name, SpanKind.Internal, makeActive: false, attributes);

    /// <summary>Starts a child of a given kind. It is not made active.</summary>
    /// <param name="name">What the child does, low in variety.</param>
    /// <param name="kind">The child's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The child; dispose it to end it. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public Span StartChild(string name, SpanKind kind, params ReadOnlySpan<SpanAttribute> attributes) =>
        StartChildCore(scope: null, name, kind, makeActive: false, attributes);

    /// <summary>
    /// Starts a child and makes it active in this flow until it ends, where the carrier flows across <c>await</c>. Under any
    /// other carrier this is <see cref="StartChild(string, ReadOnlySpan{SpanAttribute})"/>, since nothing would take the child
    /// off a thread that an <c>await</c> gives back; run the work with <c>RunWithSpan</c> there.
    /// </summary>
    /// <param name="name">What the child does, low in variety.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The child; dispose it to end it, which makes the enclosing span active again. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <remarks>
    /// Call it where the <c>using</c> is: in the method that does the work, <c>async</c> or synchronous. A method that is
    /// not <c>async</c>, calls this and returns a task leaves the child active in its caller.
    /// </remarks>
    public Span StartActiveChild(string name, params ReadOnlySpan<SpanAttribute> attributes) =>
        StartChildCore(scope: null, name, SpanKind.Internal, makeActive: true, attributes);

    /// <summary>Starts a child of a given kind and makes it active in this flow until it ends, where the carrier can.</summary>
    /// <param name="name">What the child does, low in variety.</param>
    /// <param name="kind">The child's role.</param>
    /// <param name="attributes">Set from the start; none by default.</param>
    /// <returns>The child; dispose it to end it. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public Span StartActiveChild(string name, SpanKind kind, params ReadOnlySpan<SpanAttribute> attributes) =>
        StartChildCore(scope: null, name, kind, makeActive: true, attributes);

    /// <summary>Starts a child with links, or with a start that lies in the past. It is not made active.</summary>
    /// <param name="name">What the child does, low in variety.</param>
    /// <param name="options">Its role, links, start and attributes.</param>
    /// <returns>The child; dispose it to end it. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or one of the links is null.</exception>
    public Span StartChild(string name, SpanStartOptions options) =>
        StartChildCore(scope: null, name, in options, makeActive: false);

    /// <summary>
    /// Starts a child with links, or with a start that lies in the past, and makes it active in this flow until it ends, where the
    /// carrier can.
    /// </summary>
    /// <param name="name">What the child does, low in variety.</param>
    /// <param name="options">Its role, links, start and attributes.</param>
    /// <returns>The child; dispose it to end it. Never null.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or one of the links is null.</exception>
    public Span StartActiveChild(string name, SpanStartOptions options) =>
        StartChildCore(scope: null, name, in options, makeActive: true);

    /// <summary>Ends the span, once: later calls do nothing. From here on it is active nowhere.</summary>
    public void End()
    {
        if (Close())
            OnEnd();
    }

    /// <summary>Ends the span at a time that lies in the past, once: later calls do nothing.</summary>
    /// <param name="endTime">When the work was done. One before the start is the start, or the platform's shortest time after it, 100 ns.</param>
    public void End(DateTimeOffset endTime)
    {
        if (Close())
            OnEnd(endTime);
    }

    /// <summary>The same as <see cref="End()"/>.</summary>
    public void Dispose()
    {
        End();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts a child: the one method behind the public ones, here and in <see cref="ScopedSpan"/>.</summary>
    /// <param name="scope">The library that starts it; null where it has not named itself.</param>
    /// <param name="name">The name as given; the implementation refuses null.</param>
    /// <param name="kind">The child's role.</param>
    /// <param name="makeActive">Whether to attach it to the carrier until it ends.</param>
    /// <param name="attributes">Set from the start.</param>
    /// <returns>The child; never null.</returns>
    protected abstract Span StartChildCore(
        InstrumentationScope? scope,
        string name,
        SpanKind kind,
        bool makeActive,
        ReadOnlySpan<SpanAttribute> attributes);

    /// <summary>
    /// The same with links and a start time. As it is, it adds the links when the child has started, and the child starts now.
    /// </summary>
    /// <param name="scope">The library that starts it; null where it has not named itself.</param>
    /// <param name="name">The name as given; the implementation refuses null.</param>
    /// <param name="options">The child's role, links, start and attributes.</param>
    /// <param name="makeActive">Whether to attach it to the carrier until it ends.</param>
    /// <returns>The child; never null.</returns>
    protected virtual Span StartChildCore(InstrumentationScope? scope, string name, in SpanStartOptions options, bool makeActive)
    {
        var links = options.Links ?? [];
        foreach (var link in links)
            ArgumentNullException.ThrowIfNull(link, nameof(options));

        var child = StartChildCore(scope, name, options.Kind, makeActive, options.Attributes is { } attributes ? [.. attributes] : []);
        foreach (var link in links)
            child.AddLink(link.Context, [.. link.Attributes]);

        return child;
    }

    internal Span StartChild(InstrumentationScope scope, string name, in SpanStartOptions options, bool makeActive) =>
        StartChildCore(scope, name, in options, makeActive);

    internal Span StartChild(
        InstrumentationScope scope,
        string name,
        SpanKind kind,
        bool makeActive,
        ReadOnlySpan<SpanAttribute> attributes) =>
        StartChildCore(scope, name, kind, makeActive, attributes);

    /// <summary>
    /// Called once, by the first <see cref="End()"/>, when <see cref="HasEnded"/> is true already and no carrier answers the
    /// span any more. Must not throw.
    /// </summary>
    protected abstract void OnEnd();

    /// <summary>The same where the time of the end was given. As it is, the span ends now.</summary>
    /// <param name="endTime">The time, which may lie before the start.</param>
    protected virtual void OnEnd(DateTimeOffset endTime) => OnEnd();

    /// <summary>Called each time when a span is to be ended that other code ends. As it is, it does nothing. Must not throw.</summary>
    protected virtual void OnEndElsewhere()
    {
    }

    bool Close()
    {
        var found = Interlocked.CompareExchange(ref _state, WasEnded, IsOpen);
        if (found != IsOpen)
        {
            if (found == EndsElsewhere)
                OnEndElsewhere();

            return false;
        }

        _reference?.Clear();
        return true;
    }

    SpanReference CreateReference()
    {
        var created = new SpanReference(this);
        var reference = Interlocked.CompareExchange(ref _reference, created, null) ?? created;

        // An end on another thread may have come before there was anything to clear.
        if (HasEnded)
            reference.Clear();

        return reference;
    }
}
