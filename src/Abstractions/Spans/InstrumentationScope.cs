using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// A library that starts spans, as OpenTelemetry names it ("Instrumentation Scope"): who made a span, and by what name it is
/// switched on. Keep one in a static field, and start every span of the library through it.
/// </summary>
/// <remarks>
/// <para>
/// <c>using var span = Inventory.Scope.Current?.StartChild("inventory.lookup");</c> gives a child of the active span that
/// carries the scope; null, without looking for the active span, while nobody listens to it. Where the application has OpenTelemetry
/// and no tracer of ours, the child is an activity, as an <see cref="ActivitySource"/> gives it.
/// </para>
/// <para>
/// The OpenTelemetry SDK switches it on by its name: <c>AddSource("My.Library")</c>. Safe from any thread. Two scopes of one name are
/// two, and the SDK hears both.
/// </para>
/// </remarks>
public sealed class InstrumentationScope
{
    static int _recorders;

    /// <summary>Names a library.</summary>
    /// <param name="name">The library's name, that of its package or root namespace; not null, empty or blank.</param>
    /// <param name="version">The library's version; null where it has none to tell.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or blank.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public InstrumentationScope(string name, string? version = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Source = PublishedSource.Make(name, version);
    }

    /// <summary>The library's name.</summary>
    public string Name => Source.Name;

    /// <summary>The library's version; null where it told none.</summary>
    public string? Version => Source.Version;

    /// <summary>Where the scope's activities come from, for tracers.</summary>
    public ActivitySource Source { get; }

    /// <summary>
    /// Whether spans of this scope go anywhere: something listens to its name, or a tracer in this process has processors. Two
    /// field reads.
    /// </summary>
    public bool IsEnabled => Source.HasListeners() || Volatile.Read(ref _recorders) != 0;

    /// <summary>
    /// The active span of this flow, to start children of it that carry this scope. Null where nothing is active, and where
    /// <see cref="IsEnabled"/> is false: then the active span is not looked for. Allocates nothing and never throws.
    /// </summary>
    /// <remarks>
    /// In an application that has no tracer of ours (no carrier is bound to <see cref="ActiveSpan"/>), what is active is
    /// <see cref="Activity.Current"/>, and children are activities of <see cref="Source"/>, as if the library had started them itself.
    /// Then it allocates a small object.
    /// </remarks>
    public ScopedSpan? Current
    {
        get
        {
            if (!IsEnabled)
                return null;

            var active = ActiveSpan.Current ?? (ActiveSpan.IsBound ? null : PlatformSpan.Current(this));
            return active is null ? null : new ScopedSpan(active, this);
        }
    }

    /// <summary>The same for a span that was passed as an argument.</summary>
    /// <param name="parent">The span; null where there is none.</param>
    /// <returns>Null where <paramref name="parent"/> is null or <see cref="IsEnabled"/> is false. Allocates nothing.</returns>
    public ScopedSpan? Below(Span? parent) => parent is not null && IsEnabled ? new ScopedSpan(parent, this) : null;

    /// <summary>
    /// For a tracer that records by itself what nobody listens to: every scope is enabled until the answer is disposed, or
    /// collected together with the tracer that keeps it.
    /// </summary>
    /// <returns>Keep it as long as the tracer is used. Disposing it twice is harmless.</returns>
    public static IDisposable EnableAll() => new Recorder();

    /// <summary>Name and version.</summary>
    public override string ToString() => Version is null ? Name : $"{Name} {Version}";

    sealed class Recorder : IDisposable
    {
        int _wasDisposed;

        public Recorder() => Interlocked.Increment(ref _recorders);

        ~Recorder() => Leave();

        public void Dispose()
        {
            Leave();
            GC.SuppressFinalize(this);
        }

        void Leave()
        {
            if (Interlocked.Exchange(ref _wasDisposed, 1) == 0)
                Interlocked.Decrement(ref _recorders);
        }
    }
}
