namespace Stackbilt.Observability.Conformance;

/// <summary>One program, run in step by a carrier and by the model, until they differ.</summary>
sealed class ProgramRun(RuleRun run, IContextCarrier carrier, IFlows flows)
{
    readonly IContextCarrier _carrier = carrier;
    readonly Span[] _spans = run.SpansOver(carrier, "a", "b", "c", "d", "e", "f");
    readonly Dictionary<int, int> _flows = new() { [Step.Start] = 0 };
    readonly Dictionary<int, (CarrierScope Scope, Span? Span, int Number)> _scopes = [];
    readonly List<string> _log = [];
    readonly ContractModel _model = new(
        run.Claims(CarrierCapabilities.Ambient),
        run.Claims(CarrierCapabilities.Ambient | CarrierCapabilities.FlowsIntoForks));

    /// <summary>What was done, a line for each step, in words.</summary>
    public IReadOnlyList<string> Log => _log;

    /// <summary>The first difference, or null.</summary>
    public async Task<string?> DifferenceAsync(IEnumerable<Step> program)
    {
        foreach (var step in program)
        {
            var difference = (_flows.TryGetValue(step.Flow, out var flow) ? await DoAsync(step, flow) : null) ?? await CompareAsync();
            if (difference is not null)
                return difference;
        }

        return null;
    }

    async Task<string?> DoAsync(Step step, int flow)
    {
        switch (step.Kind)
        {
            case StepKind.Attach:
                await AttachAsync(flow, step.Id, _spans[step.Choice % _spans.Length]);
                break;
            case StepKind.Mask:
                await AttachAsync(flow, step.Id, null);
                break;
            case StepKind.Close when _scopes.ContainsKey(step.Choice):
                return await CloseAsync(flow, step.Choice);
            case StepKind.UntilEnd:
                await AttachUntilEndAsync(flow, _spans[step.Choice % _spans.Length]);
                break;
            case StepKind.End:
                var ending = _spans[step.Choice % _spans.Length];
                _log.Add($"flow {flow}: end {ending.Name}");
                await flows.RunAsync(flow, ending.End);
                break;
            case StepKind.Fork:
                _flows.Add(step.Id, _model.FlowCount);
                _log.Add($"flow {flow}: fork flow {_model.FlowCount}");
                await flows.ForkAsync(flow);
                _model.Fork(flow);
                break;
        }

        return null;
    }

    async Task AttachAsync(int flow, int id, Span? span)
    {
        // A redundant attachment may attach nothing: what comes of it is the carrier's choice.
        if (RuleRun.Same(span, _model.Current(flow)))
            return;

        var scope = _scopes.Count;
        _log.Add($"flow {flow}: scope {scope} = attach {span?.Name ?? "null"}");
        await flows.RunAsync(flow, () => _scopes.Add(id, (_carrier.Attach(span), span, scope)));
        if (span is not { HasEnded: true })
            _model.Attach(flow, scope, span);
    }

    async Task AttachUntilEndAsync(int flow, Span span)
    {
        if (RuleRun.Same(span, _model.Current(flow)))
            return;

        _log.Add($"flow {flow}: attach {span.Name} until it ends");
        await flows.RunAsync(flow, () => _carrier.AttachUntilEnd(span));
        if (!span.HasEnded)
            _model.Attach(flow, ContractModel.NoScope, span);
    }

    async Task<string?> CloseAsync(int flow, int id)
    {
        var (closing, span, scope) = _scopes[id];
        _log.Add($"flow {flow}: close scope {scope}");
        DetachResult result = default;
        await flows.RunAsync(flow, () => result = closing.Detach());
        var expected = _model.Close(flow, scope);

        // What is told of a scope whose span has ended depends on when the carrier drops it.
        return span is { HasEnded: true } || result == expected ? null : $"the close told {result}, expected {expected}";
    }

    async Task<string?> CompareAsync()
    {
        for (var flow = 0; flow < _model.FlowCount; flow++)
        {
            Span? seen = null;
            await flows.RunAsync(flow, () => seen = _carrier.Current);
            run.Count();
            var expected = _model.Current(flow);
            if (!RuleRun.Same(seen, expected))
                return $"flow {flow} sees {RuleRun.Describe(seen)}, expected {RuleRun.Describe(expected)}";
        }

        return null;
    }
}
