namespace Stackbilt.Observability.Tests.Scopes;

/// <summary>
/// A random program over a few flows, stepped by hand: attach, mask, active until its end, close (in any order, twice, in
/// another flow), end, fork. Run by a carrier, by one that takes no short cut, and by the model, with every flow read after every
/// step.
/// </summary>
sealed class FlowProgram(int seed, int mostSpans, int mostOpen)
{
    /// <summary>Each attachment finds all that has ended among so many, and so what is told of its scope is no matter of chance.</summary>
    public const int Few = 5;

    const int MostFlows = 4;

    readonly Random _random = new(seed);
    readonly SteppedCarrier _carrier = new(new AsyncLocalCarrier());
    readonly SteppedCarrier _plain = new(new PlainWrites());
    readonly FlowModel _model = new();
    readonly List<Span?> _attached = [];
    readonly Span[] _spans = new Span[mostSpans];
    string _doing = "";

    public void Run(int steps)
    {
        for (var at = 0; at < _spans.Length; at++)
            _spans[at] = new PlainSpan($"{at}");

        for (var step = 0; step < steps; step++)
        {
            Do(_random.Next(20), _random.Next(_model.Count));
            for (var flow = 0; flow < _model.Count; flow++)
                Compare(flow);
        }
    }

    void Do(int roll, int flow)
    {
        ref var span = ref _spans[_random.Next(_spans.Length)];
        switch (roll)
        {
            case < 5:
                Attach(flow, span);
                break;
            case < 7:
                Attach(flow, null);
                break;
            case < 10:
                AttachUntilEnd(flow, span);
                break;
            case < 16 when _attached.Count > 0:
                // Mostly of the last few, and now and then of any.
                Close(flow, _random.Next(_random.Next(4) == 0 ? 0 : Math.Max(0, _attached.Count - 6), _attached.Count));
                break;
            case < 19:
                _doing = $"flow {flow}: end {span.Name}";
                span.End();
                if (_random.Next(2) == 0)
                    span = new PlainSpan($"{span.Name}'");
                break;
            case 19 when _model.Count < MostFlows:
                _doing = $"flow {flow}: fork";
                _carrier.Fork(flow);
                _plain.Fork(flow);
                _model.Fork(flow);
                break;
        }
    }

    void Attach(int flow, Span? span)
    {
        if (span == _model.Current(flow) || _model.Open(flow) >= mostOpen)
            return;

        _doing = $"flow {flow}: attach {span?.Name ?? "null"}";
        _attached.Add(span);
        _carrier.Attach(flow, span);
        _plain.Attach(flow, span);
        if (span is not { HasEnded: true })
            _model.Attach(flow, _attached.Count - 1, span);
    }

    void AttachUntilEnd(int flow, Span span)
    {
        if (_model.Open(flow) >= mostOpen)
            return;

        _doing = $"flow {flow}: until its end {span.Name}";
        _carrier.AttachUntilEnd(flow, span);
        _plain.AttachUntilEnd(flow, span);
        if (!span.HasEnded && span != _model.Current(flow))
            _model.Attach(flow, -1, span);
    }

    void Close(int flow, int scope)
    {
        var span = _attached[scope];
        _doing = $"flow {flow}: close scope {scope} of {span?.Name ?? "null"}";
        var result = _carrier.Close(flow, scope);
        var plainResult = _plain.Close(flow, scope);
        var expected = _model.Close(flow, scope);
        Assert.True(span is { HasEnded: true } || result == expected, $"{Where}: {result} instead of {expected}");
        Assert.True(
            result == plainResult || (mostOpen > Few && span is { HasEnded: true }),
            $"{Where}: {result}, and {plainResult} without a short cut");
    }

    void Compare(int flow)
    {
        var (seen, plain, expected) = (_carrier.Current(flow), _plain.Current(flow), _model.Current(flow));
        Assert.True(seen == expected, $"{Where}: flow {flow} sees {seen?.Name ?? "null"} instead of {expected?.Name ?? "null"}");
        Assert.True(plain == expected, $"{Where}: without a short cut, flow {flow} sees {plain?.Name ?? "null"}");
    }

    string Where => $"seed {seed}, after {_doing}";
}
