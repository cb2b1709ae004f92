namespace Stackbilt.Observability.Conformance;

/// <summary>One program, run in step by a carrier and by the model, until they differ.</summary>
sealed class ProgramRun(RuleRun run, IContextCarrier carrier, IFlows flows)
{
    const int MostFlows = 4;

    readonly IContextCarrier _carrier = carrier;
    readonly Span[] _spans = run.SpansOver(carrier, "a", "b", "c", "d", "e", "f");
    readonly List<(CarrierScope Scope, Span? Span)> _scopes = [];
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
            var difference = await DoAsync(step, step.Flow % _model.FlowCount) ?? await CompareAsync();
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
                await AttachAsync(flow, _spans[step.Choice % _spans.Length]);
                break;
            case StepKind.Mask:
                await AttachAsync(flow, null);
                break;
            case StepKind.Close when _scopes.Count > 0:
                return await CloseAsync(flow, step.Choice % _scopes.Count);
            case StepKind.UntilEnd:
                await AttachUntilEndAsync(flow, _spans[step.Choice % _spans.Length]);
                break;
            case StepKind.End:
                var ending = _spans[step.Choice % _spans.Length];
                _log.Add($"flow {flow}: end {ending.Name}");
                await flows.RunAsync(flow, ending.End);
                break;
            case StepKind.Fork when _model.FlowCount < MostFlows:
                _log.Add($"flow {flow}: fork flow {_model.FlowCount}");
                await flows.ForkAsync(flow);
                _model.Fork(flow);
                break;
        }

        return null;
    }

    async Task AttachAsync(int flow, Span? span)
    {
        // A redundant attachment may attach nothing: what comes of it is the carrier's choice.
        if (RuleRun.Same(span, _model.Current(flow)))
            return;

        var scope = _scopes.Count;
        _log.Add($"flow {flow}: scope {scope} = attach {span?.Name ?? "null"}");
        await flows.RunAsync(flow, () => _scopes.Add((_carrier.Attach(span), span)));
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

    async Task<string?> CloseAsync(int flow, int scope)
    {
        var (closing, span) = _scopes[scope];
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
