using System.Diagnostics;
using System.Globalization;

namespace Stackbilt.Observability.Tests.Activities;

/// <summary>
/// A random program of our spans and somebody else's activities in several flows: scopes closed twice, out of order, in other
/// flows, under masks; ends before closes; overlapping active children; one span attached by several flows; a second listener
/// that comes, goes and throws. After every step the flow must have what a list says.
/// </summary>
sealed class MixedProgram : IDisposable
{
    const int Steps = 24;
    const int MostFlows = 4;

    readonly Random _random;
    readonly int _seed;
    readonly IContextCarrier _carrier;
    readonly bool _adopts;
    readonly Listened _ours = new();
    readonly Listened _theirs = new();
    readonly Tracer _tracer;
    readonly List<Span> _spans = [];
    readonly List<(CarrierScope Scope, MixedFlow Flow)> _scopes = [];
    readonly List<MixedFlow> _flows = [];
    readonly List<string> _story = [];
    ActivityListener? _second;

    public MixedProgram(int seed, IContextCarrier carrier)
    {
        _seed = seed;
        _random = new Random(seed);
        _carrier = carrier;
        _adopts = carrier.Capabilities.HasFlag(CarrierCapabilities.AdoptsActivities);
        _tracer = new Tracer(carrier, processors: null, _ours.Source);
    }

    public void Dispose()
    {
        _second?.Dispose();
        _ours.Dispose();
        _theirs.Dispose();
    }

    public void Run()
    {
        Activity.Current = null;
        using var outside = _random.Next(2) == 0 ? _theirs.Source.StartActivity("outside") : null;
        _flows.Add(new MixedFlow(ExecutionContext.Capture()!, outside, []));
        for (var step = 0; step < Steps; step++)
            Step(_flows[_random.Next(_flows.Count)]);

        foreach (var flow in _flows)
            Finish(flow);

        foreach (var span in _spans)
            span.End();

        foreach (var activity in _ours.Started)
            Check(_ours.Stopped.Count(stopped => stopped == activity) == 1, $"{activity.DisplayName} was not stopped once");
    }

    void Step(MixedFlow flow)
    {
        var open = _spans.FindAll(span => !span.HasEnded);
        switch (_random.Next(13))
        {
            case 0 or 1:
                StartRoot(flow);
                break;
            case 2 or 3 when open.Count > 0:
                Attach(flow, open[_random.Next(open.Count)]);
                break;
            case 4:
                Attach(flow, null);
                break;
            case 5 or 6 when open.Count > 0:
                StartActiveChild(flow, open[_random.Next(open.Count)]);
                break;
            case 7 when _spans.Count > 0:
                End(flow, _spans[_random.Next(_spans.Count)]);
                break;
            case 8 or 9 when _scopes.Count > 0:
                Close(flow, _random.Next(_scopes.Count));
                break;
            case 10:
                StartTheirs(flow);
                break;
            case 11:
                StopTheirs(flow);
                break;
            case 12 when _flows.Count < MostFlows:
                Note(flow, "forks");
                _flows.Add(flow.Fork());
                break;
            default:
                ChangeSecondListener();
                break;
        }
    }

    void StartRoot(MixedFlow flow) => OurStep(flow, $"starts root {_spans.Count}", () => _spans.Add(_tracer.StartRoot(NewName())));

    void Attach(MixedFlow flow, Span? span) => OurStep(flow, span is null ? "masks" : $"attaches {span.Name}", () =>
    {
        var active = flow.Innermost(_adopts);
        var isNeeded = span is null
            ? flow.Current is not null || (active is not null && !active.IsMask)
            : active?.Activity != span.Activity;
        var scope = _tracer.Carrier.Attach(span);
        _scopes.Add((scope, flow));
        if (isNeeded)
            flow.Entries.Add(new MixedEntry(span, span?.Activity, scope));
    });

    void StartActiveChild(MixedFlow flow, Span parent) => OurStep(flow, $"starts active {_spans.Count} of {parent.Name}", () =>
    {
        var child = parent.StartActiveChild(NewName());
        Check(child.ParentSpanId == parent.SpanId && child.TraceId == parent.TraceId, "wrong parent");
        Check(child.Activity?.Parent == parent.Activity, "no parent activity");
        _spans.Add(child);
        flow.Entries.Add(new MixedEntry(child, child.Activity, null));
    });

    void End(MixedFlow flow, Span span) => OurStep(flow, $"ends {span.Name}", span.End);

    void Close(MixedFlow flow, int index)
    {
        var (scope, _) = _scopes[index];
        var place = flow.Entries.FindIndex(entry => entry.Scope is { } own && own == scope && own.Owner is not null);
        // The platform would bring back the span of a scope that is closed under somebody else's activity.
        if (place >= 0 && flow.Entries.Skip(place).Any(entry => entry is { IsForeign: true, IsAlive: true }))
            return;

        OurStep(flow, $"closes scope {index}", () =>
        {
            scope.Dispose();
            if (place >= 0)
                flow.Entries.RemoveAt(place);
        });
    }

    void StartTheirs(MixedFlow flow) => TheirStep(flow, "their activity starts", () =>
    {
        if (Activity.Current is { IsStopped: true })
            return;

        var started = _theirs.Source.StartActivity(NewName())!;
        flow.Entries.Add(new MixedEntry(null, started, null));
    });

    void StopTheirs(MixedFlow flow)
    {
        if (flow.Innermost(withForeign: true) is { IsForeign: true } innermost)
            TheirStep(flow, "their activity stops", innermost.Activity!.Stop);
    }

    void ChangeSecondListener()
    {
        _story.Add("second listener");
        if (_second is not null)
        {
            _second.Dispose();
            _second = null;
            return;
        }

        var result = (ActivitySamplingResult)_random.Next(4);
        _second = new ActivityListener
        {
            ShouldListenTo = source => source == _ours.Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => result,
            ActivityStarted = _ => throw new InvalidOperationException("a listener that throws at the start"),
            ActivityStopped = _ => throw new InvalidOperationException("a listener that throws at the end"),
        };
        ActivitySource.AddActivityListener(_second);
    }

    /// <summary>All that is open in a flow goes, in any order; then it has what it had at first.</summary>
    void Finish(MixedFlow flow)
    {
        while (flow.Entries.FindLast(entry => entry.IsForeign && entry.IsAlive) is { } theirs && flow.Innermost(true) != theirs)
        {
            if (flow.Innermost(true) is { Span: { } span, Scope: null })
                End(flow, span);
            else
                Close(flow, _scopes.FindIndex(known => known.Scope == flow.Innermost(true)!.Scope));
        }

        StopTheirs(flow);
        if (flow.Entries.Exists(entry => entry.IsForeign && entry.IsAlive))
        {
            Finish(flow);
            return;
        }

        while (flow.Entries.FindAll(entry => entry.IsAlive) is { Count: > 0 } open)
        {
            var any = open[_random.Next(open.Count)];
            if (any.Scope is { } scope)
                Close(flow, _scopes.FindIndex(known => known.Scope == scope));
            else
                End(flow, any.Span!);
        }
    }

    void OurStep(MixedFlow flow, string what, Action step)
    {
        Note(flow, what);
        flow.Run(() =>
        {
            var before = Activity.Current;
            step();
            // What was stopped in another flow stays until something of ours is done inside it.
            if (!(Activity.Current is { IsStopped: true } && before == Activity.Current))
                Check(Activity.Current == flow.Current, $"{Text(Activity.Current)} is current and not {Text(flow.Current)}");

            CheckActive(flow);
        });
    }

    void TheirStep(MixedFlow flow, string what, Action step)
    {
        Note(flow, what);
        flow.Run(step);
        flow.Run(() => CheckActive(flow));
    }

    void CheckActive(MixedFlow flow)
    {
        var expected = flow.Innermost(_adopts) is { } innermost ? innermost.Activity : _adopts ? flow.Outside : null;
        var active = _carrier.Current;
        Check(active?.Activity == expected, $"{Text(active?.Activity)} is active and not {Text(expected)}");
    }

    void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"Seed {_seed}: {otherwise}.\n{string.Join('\n', _story)}"));
        }
    }

    void Note(MixedFlow flow, string what) => _story.Add($"flow {_flows.IndexOf(flow)} {what}");

    string NewName() => _spans.Count.ToString(CultureInfo.InvariantCulture);

    static string Text(Activity? activity) => activity is null ? "nothing" : $"\"{activity.DisplayName}\"";
}
