namespace Stackbilt.Observability.Benchmarks;

/// <summary>The few figures that matter, with their goals.</summary>
public static class Figures
{
    /// <summary>In the order of the table; the last ones have no goal: a span that is kept, the guard, and what part of
    /// others cannot be saved.</summary>
    public static IReadOnlyList<Figure> All { get; } =
    [
        Figure.Of<ReadActiveSpan, ReadAsyncLocal>(
            "ActiveSpan.Current, AsyncLocal", "AsyncLocal<T>.Value", new Goal(Time: 1.2, Bytes: 0)),
        Figure.Of<StartChildUnderNull, StartActivityUnheard>(
            "Current?.StartChild, 2 attributes, Null", "StartActivity, no listener", new Goal(Time: 1.5, Bytes: 0)),
        Figure.Of<StartChildUnbound, StartActivityUnheard>(
            "Current?.StartChild, 2 attributes, nothing bound", "StartActivity, no listener", new Goal(Time: 1.5, Bytes: 0)),
        Figure.Of<ScopedChildUnheard, StartActivityUnheard>(
            "Scope.Current?.StartChild, 2 attributes, not listened to", "StartActivity, no listener", new Goal(Time: 3, Bytes: 0)),
        Figure.Of<StartChildUnderActivityUnheard, StartActivityUnheard>(
            "Current?.StartChild, 2 attributes, Activity, no listener", "StartActivity, no listener", new Goal(Time: 2, Bytes: 0)),
        Figure.Of<ChildOfParent, TelemetrySpanOfParent>(
            "child given its parent, ended, Explicit", "OTel StartSpan(parent)", new Goal(Time: 0.42, BytesRatio: 0.25)),
        Figure.Of<ActiveChild, ActiveTelemetrySpan>(
            "child found, made active, ended, AsyncLocal", "OTel StartActiveSpan", new Goal(Time: 0.6, BytesRatio: 0.5)),
        Figure.Of<ActiveChildWithAttributes, ActiveTelemetrySpanWithAttributes>(
            "the same with 2 attributes", "the same with 2 attributes", new Goal(Time: 0.65, BytesRatio: 0.55)),
        Figure.Of<AttachAndDispose, SetAndRestoreAsyncLocal>(
            "attach + dispose, AsyncLocal", "AsyncLocal<T> set + restore", new Goal(Time: 1.15, BytesRatio: 1.2)),
        Figure.Of<AttachCurrentAndDispose, SetAndRestoreAsyncLocal>(
            "attach + dispose of what is current", "AsyncLocal<T> set + restore", new Goal(Time: 0.25, Bytes: 0)),
        Figure.Of<ActiveChildAroundAsync, ActiveTelemetrySpanAroundAsync>(
            "active child around an async method", "OTel StartActiveSpan", new Goal(Time: 0.85, BytesRatio: 0.7)),
        Figure.Of<ActiveChildUnderActivity, ActiveTelemetrySpan>(
            "active child, Activity, SDK listening", "OTel StartActiveSpan", new Goal(Time: 1.05, BytesRatio: 1.1)),
        Figure.Of<UnsampledActiveChildUnderActivity, UnsampledActiveTelemetrySpan>(
            "unsampled trace, active child, Activity, SDK listening", "OTel StartActiveSpan", new Goal(Time: 0.9, Bytes: 0)),
        Figure.Of<HeardActiveChild, ActiveTelemetrySpan>(
            "active child, AsyncLocal, SDK listening", "OTel StartActiveSpan", new Goal(Time: 1.2, BytesRatio: 1.5)),
        Figure.Of<UnsampledActiveChild, UnsampledActiveTelemetrySpan>(
            "unsampled trace, active child, AsyncLocal", "OTel StartActiveSpan", new Goal(Time: 0.5, Bytes: 0)),
        Figure.Of<HeardUnsampledActiveChild, UnsampledActiveTelemetrySpan>(
            "unsampled trace, active child, AsyncLocal, SDK listening", "OTel StartActiveSpan", new Goal(Time: 1.3, Bytes: 0)),
        Figure.Of<ExtractHeaders, ExtractHeadersByTheSdk>(
            "a parent read from two headers", "OTel TraceContextPropagator.Extract", new Goal(Time: 1.0, BytesRatio: 1.0)),
        Figure.Of<InjectHeaders, InjectHeadersByTheSdk>(
            "two headers written", "OTel TraceContextPropagator.Inject", new Goal(Time: 1.0, BytesRatio: 1.0)),
        Figure.Of<KeptChildOfParent, TelemetrySpanOfParent>(
            "child given its parent, ended and kept", "OTel StartSpan(parent)", new Goal()),
        Figure.Of<ReadGuarded, ReadUnguarded>(
            "read through the guard", "read without it", new Goal()),
        Figure.Of<AttachGuarded, AttachUnguarded>(
            "attach + read + dispose through the guard", "the same without it", new Goal()),
        Figure.Of<ReadTheClockTwice, TelemetrySpanOfParent>(
            "floor: the clock, twice", "OTel StartSpan(parent)", new Goal()),
        Figure.Of<LeastActiveSpan, ActiveTelemetrySpan>(
            "floor: the least active span", "OTel StartActiveSpan", new Goal()),
        Figure.Of<WriteAsyncLocalOnce, UnsampledActiveTelemetrySpan>(
            "floor: one write of an AsyncLocal", "OTel StartActiveSpan, unsampled", new Goal()),
        Figure.Of<AsyncAlone, ActiveTelemetrySpanAroundAsync>(
            "floor: the async methods with no span", "OTel StartActiveSpan", new Goal()),
        Figure.Of<LeastSpanAroundAsync, ActiveTelemetrySpanAroundAsync>(
            "floor: the async methods with the least span", "OTel StartActiveSpan", new Goal()),
        Figure.Of<HeardActivity, ActiveTelemetrySpan>(
            "floor: an Activity alone, SDK listening", "OTel StartActiveSpan", new Goal()),
        Figure.Of<LeastActiveActivity, ActiveTelemetrySpan>(
            "floor: the least span over an activity, SDK listening", "OTel StartActiveSpan", new Goal()),
        Figure.Of<LeastActiveSlottedActivity, ActiveTelemetrySpan>(
            "floor: the least span over an activity, with a slot of its own, SDK listening", "OTel StartActiveSpan", new Goal()),
        Figure.Of<AskTheSampler, UnsampledActiveTelemetrySpan>(
            "floor: asking the SDK, unsampled", "OTel StartActiveSpan, unsampled", new Goal()),
        Figure.Of<HeardActivityAndWrite, ActiveTelemetrySpan>(
            "floor: an Activity and one write, SDK listening", "OTel StartActiveSpan", new Goal()),
    ];
}
