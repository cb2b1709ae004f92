using System.Diagnostics;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// Every call of a tracer, a carrier and a span into code of others, throwing what cannot even be read: nothing comes out, the
/// work runs once, what was active is active again, and everybody else is told all the same.
/// </summary>
public sealed class InATracerTests : IDisposable
{
    // The last of all, so that one who throws is always before it.
    readonly SpanRecorder _recorder = new();
    readonly ActivitySource _source = new("calls.out." + Guid.NewGuid().ToString("N"));
    readonly AllFaults _faults = new();

    internal static readonly string[] Names =
    [
        "IContextCarrier.Capabilities", "IContextCarrier.Current", "IContextCarrier.Attach", "IContextCarrier.AttachUntilEnd",
        "IContextCarrier.AfterEnd", "IContextCarrier.Follow", "IContextCarrier.CarrierOfNewTraces", "Activity.CurrentChanged",
        "IScopeOwner.Detach", "ISpanProcessor.OnStart", "ISpanProcessor.OnEnd", "IBufferingSpanProcessor.ForceFlushAsync", "TimeProvider.GetUtcNow",
        "MeterListener.MeasurementEventCallback",
        "ActivityListener.Sample", "ActivityListener.ActivityStarted", "ActivityListener.ActivityStopped",
        "EventListener.OnEventWritten", "TracingFaults.Reported", "TracingMisuse.Reported", "StrictTracing.reported",
    ];

    public static TheoryData<string> CallsOut => [.. Names];

    public void Dispose()
    {
        _faults.Dispose();
        _source.Dispose();
    }

    [Theory]
    [MemberData(nameof(CallsOut))]
    public Task Heard_by_somebody(string callOut) =>
        UnreadableException.NeverComesOutAsync(() => RunAsync(callOut, _source, strict: false));

    [Theory]
    [MemberData(nameof(CallsOut))]
    public Task Heard_by_nobody(string callOut) =>
        UnreadableException.NeverComesOutAsync(() => RunAsync(callOut, source: null, strict: false));

    [Theory]
    [MemberData(nameof(CallsOut))]
    public Task In_strict_mode(string callOut) =>
        UnreadableException.NeverComesOutAsync(() => RunAsync(callOut, _source, strict: true));

    async Task RunAsync(string callOut, ActivitySource? source, bool strict)
    {
        var thrower = new Thrower(callOut);
        using var silent = new ActivitySource("calls.out.silent");
        using var listeners = new ThrowingListeners(thrower, source);
        var carrier = new ThrowingCarrier(thrower);
        var watching = strict ? new StrictTracing(carrier, _ => thrower.At("StrictTracing.reported")) : null;
        ISpanProcessor[] processors = [new ThrowingProcessor(thrower), .. watching is null ? [] : new[] { watching }, _recorder];
        var tracer = new Tracer(watching?.Carrier ?? carrier, processors, source ?? silent, clock: new ThrowingClock(thrower));
        using (ActiveSpan.Bind(watching?.CarrierToBind ?? carrier))
            await EverydayProgram.RunAsync(tracer);

        Assert.Equal(
            ["active", "renamed", "inside", "failing", "root", "late", "outside"], _recorder.Spans.Select(span => span.Name));
        Assert.Equal(thrower.HasThrown && MustBeReported(callOut), _faults.HasReported(thrower.Exception));
    }

    /// <summary>What the platform keeps to itself we cannot report, and of who hears of faults nobody hears.</summary>
    static bool MustBeReported(string callOut) => callOut is not ("EventListener.OnEventWritten" or "TracingFaults.Reported");
}
