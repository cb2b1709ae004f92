using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// For tests, in any test framework: a tracer in strict mode and what it has recorded. Disposing it fails the test where
/// tracing was misused.
/// </summary>
/// <remarks>
/// Safe from any thread; dispose it once, when the work is done. Keep it in a field that the framework disposes, as it does
/// with a test class: then a failed assertion and a misuse are both shown. Disposed by <c>using</c> inside the test, the
/// misuse hides the assertion.
/// </remarks>
public sealed class StrictTracer : IDisposable
{
    int _wasDisposed;

    /// <summary>Makes a tracer over a carrier that is watched.</summary>
    /// <param name="carrier">How the active span travels; not null.</param>
    /// <param name="activitySource">The source of the activities; null for the usual one. See <see cref="Observability.Tracer"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="carrier"/> is null.</exception>
    public StrictTracer(IContextCarrier carrier, ActivitySource? activitySource = null)
    {
        Strict = new StrictTracing(carrier);
        Tracer = new Tracer(Strict.Carrier, [Strict, Spans], activitySource);
    }

    /// <summary>What is watched: what was noticed, what is open, and the carrier for <see cref="ActiveSpan.Bind"/>.</summary>
    public StrictTracing Strict { get; }

    /// <summary>The tracer, for the code under test.</summary>
    public Tracer Tracer { get; }

    /// <summary>What has been recorded.</summary>
    public SpanRecorder Spans { get; } = new();

    /// <summary>Verifies, the first time that it is called.</summary>
    /// <exception cref="TracingMisuseException">Something was done wrong; the message says what and where.</exception>
    public void Dispose()
    {
        // A test fails by what is thrown while its fixture is disposed, whatever the framework.
        if (Interlocked.Exchange(ref _wasDisposed, 1) == 0)
            Strict.Verify();
    }
}
