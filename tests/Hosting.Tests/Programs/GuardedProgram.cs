namespace Stackbilt.Observability.Tests;

/// <summary>
/// One random program over the guard and the exchange, in step with the model, in flows that are execution contexts stepped by
/// hand. Every flow is read after every step.
/// </summary>
sealed class GuardedProgram(GuardedHost host, Random random)
{
    const int Steps = 24;
    const int MostFlows = 4;

    static readonly Misdeed[] Seen = [Misdeed.ThrowsBefore, Misdeed.ThrowsAfter, Misdeed.DoesNothing, Misdeed.AnswersAnother];
    static readonly Misdeed[] Unseen = [Misdeed.KeepsTheScope, Misdeed.Pretends];

    readonly MeantModel _model = new();
    readonly List<ExecutionContext> _contexts = [ExecutionContext.Capture()!];
    readonly List<(Span Span, bool ByFallback)> _spans = [];
    readonly List<CarrierScope> _scopes = [];
    readonly List<string> _log = [];
    readonly bool _isVerified = host.HasFailed;

    public int Sure { get; private set; }

    /// <summary>The first wrong read with what led to it, or null.</summary>
    public string? Run()
    {
        for (var step = 0; step < Steps; step++)
        {
            Do(random.Next(24), random.Next(_model.FlowCount));
            for (var flow = 0; flow < _model.FlowCount; flow++)
            {
                if (Wrong(flow) is { } wrong)
                    return $"{wrong}, after:\n{string.Join('\n', _log)}";
            }
        }

        foreach (var (span, _) in _spans)
            span.End();

        return null;
    }

    void Do(int roll, int flow)
    {
        if (roll < 8)
            Attach(flow, AnySpan());
        else if (roll < 11)
            Attach(flow, null);
        else if (roll < 13)
            AttachUntilEnd(flow);
        else if (roll < 19)
            Close(flow);
        else if (roll < 21)
            End();
        else if (roll < 23)
            Fork(flow);
        else if (random.Next(3) == 0)
            FailOrRecover();
    }

    Span AnySpan()
    {
        if (_spans.Count == 0 || random.Next(2) == 0)
            _spans.Add((host.Tracer.StartRoot($"{(char)('a' + _spans.Count)}"), host.IsOutOfService));

        return _spans[random.Next(_spans.Count)].Span;
    }

    void Attach(int flow, Span? span)
    {
        // What is redundant may attach nothing; and an ended span is not made active.
        if (span is { HasEnded: true } || (_model.Innermost(flow) is var innermost && innermost?.IsLost != true && innermost?.Span == span))
            return;

        var isLost = IsByFallback(span) ? false : host.IsOutOfService;
        var done = Step(flow, nameof(Attach), () => _scopes.Add(host.Tracer.Carrier.Attach(span)), out var misdeed);
        Log(flow, $"scope {_scopes.Count - 1} = attach {span?.Name ?? "null"}", done, misdeed);
        Attached(flow, _scopes.Count - 1, span, isLost, done, misdeed);
    }

    void AttachUntilEnd(int flow)
    {
        var span = AnySpan();
        if (span.HasEnded || (_model.Innermost(flow) is { IsLost: false } innermost && innermost.Span == span))
            return;

        var isLost = !IsByFallback(span) && host.IsOutOfService;
        var done = Step(flow, nameof(AttachUntilEnd), () => host.Tracer.Carrier.AttachUntilEnd(span), out var misdeed);
        Log(flow, $"attach {span.Name} until it ends", done, misdeed);
        Attached(flow, -1, span, isLost, done, misdeed);
    }

    void Attached(int flow, int scope, Span? span, bool isLost, bool isWrong, Misdeed misdeed)
    {
        // One that does nothing may have the span already, from a call that failed after it was done.
        var isUnseen = misdeed == Misdeed.DoesNothing || host.Misbehaving.Given != span || Array.IndexOf(Unseen, misdeed) >= 0;
        if (isWrong)
            _model.Doubt(flow);

        // Of a mask that the carrier has not made, the order of the exchange knows all the same.
        _model.Attach(flow, new MeantModel.Meant(scope, span, IsByFallback(span), isLost || (isWrong && !isUnseen))
        {
            IsSure = !isWrong,
        });
    }

    void Close(int flow)
    {
        if (_scopes.Count == 0)
            return;

        var scope = random.Next(_scopes.Count);
        var done = Step(flow, nameof(CarrierScope.Detach), () => _scopes[scope].Detach(), out var misdeed);
        Log(flow, $"close scope {scope}", done, misdeed);
        if (done)
            _model.Doubt(flow);

        _ = _model.Close(flow, scope);
    }

    void End()
    {
        if (_spans.Count == 0)
            return;

        var (span, _) = _spans[random.Next(_spans.Count)];
        _log.Add($"end {span.Name}");
        span.End();
    }

    void Fork(int flow)
    {
        if (_model.FlowCount == MostFlows)
            return;

        _log.Add($"flow {flow}: fork flow {_model.FlowCount}");
        _contexts.Add(_contexts[flow]);
        _model.Fork(flow);
    }

    void FailOrRecover()
    {
        if (host.IsOutOfService)
            host.Recover();
        else
            host.Fail();

        _log.Add(host.IsOutOfService ? "the carrier is out of service" : "the carrier is back");
    }

    /// <summary>One step in a flow, with something going wrong in it now and then.</summary>
    bool Step(int flow, string member, Action step, out Misdeed misdeed)
    {
        misdeed = random.Next(4) == 0 ? Any(Seen) : Misdeed.None;
        // What nobody can see is found out only where all that the flow has is known.
        if (_isVerified && member != nameof(AttachUntilEnd) && _model.HasOpen(flow, static _ => true) && random.Next(8) == 0)
            misdeed = Any(Unseen);

        if (member == nameof(CarrierScope.Detach) && misdeed is Misdeed.AnswersAnother or Misdeed.KeepsTheScope)
            misdeed = Misdeed.ThrowsAfter;

        if (member == nameof(AttachUntilEnd) && misdeed == Misdeed.AnswersAnother)
            misdeed = Misdeed.ThrowsAfter;

        host.Misbehaving.Arm(member, misdeed);
        In(flow, step);
        var isDone = host.Misbehaving.Disarm();
        host.HasFailed |= isDone && Array.IndexOf(Seen, misdeed) >= 0;
        return isDone;
    }

    /// <summary>What is wrong about what a flow reads, or null.</summary>
    string? Wrong(int flow)
    {
        var meant = _model.Innermost(flow);
        var misdeed = random.Next(10) == 0 ? Misdeed.ThrowsBefore : Misdeed.None;
        if (host.HasFailed && meant is not null && _isVerified && random.Next(10) == 0)
        {
            misdeed = Misdeed.Pretends;
            host.Misbehaving.Stale = _spans.Count == 0 ? null : _spans[random.Next(_spans.Count)].Span;
        }

        host.Misbehaving.Arm(nameof(IContextCarrier.Current), misdeed);
        Span? found = null;
        In(flow, () => found = host.Tracer.Current);
        var isDone = host.Misbehaving.Disarm();
        host.HasFailed |= isDone && misdeed == Misdeed.ThrowsBefore;
        var mayBe = meant is null or { IsLost: true } || (!meant.ByFallback && host.IsOutOfService) ? null : meant.Span;
        var mustBe = meant is { IsSure: true } && !isDone ? mayBe : null;
        Sure += mustBe is null ? 0 : 1;
        if (found == mayBe || (found is null && mustBe is null))
            return null;

        return $"flow {flow} reads {Name(found)}, expected {Name(mayBe)}{(isDone ? $" (or null: Current {misdeed})" : "")}";
    }

    void In(int flow, Action step) => ExecutionContext.Run(
        _contexts[flow],
        _ =>
        {
            step();
            _contexts[flow] = ExecutionContext.Capture()!;
        },
        null);

    bool IsByFallback(Span? span) => span is not null && _spans.Exists(known => known.Span == span && known.ByFallback);

    Misdeed Any(Misdeed[] misdeeds) => misdeeds[random.Next(misdeeds.Length)];

    void Log(int flow, string step, bool isWrong, Misdeed misdeed) =>
        _log.Add($"flow {flow}: {step}{(isWrong ? $" ({misdeed})" : "")}{(host.IsOutOfService ? " [out of service]" : "")}");

    static string Name(Span? span) => span?.Name ?? "null";
}
