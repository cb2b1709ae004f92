using Xunit.Abstractions;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// Random programs over three sound carriers that are exchanged all the time, in flows that are execution contexts stepped by
/// hand. All is healthy, so every read has to be exactly what a list of attachments for each flow says.
/// </summary>
public class ExchangeProgramsTests(ITestOutputHelper output)
{
    const int Programs = 50_000;

    [Fact]
    public void Every_read_is_what_the_model_says()
    {
        var first = Random.Shared.Next();
        output.WriteLine($"first seed {first}");
        for (var at = 0; at < Programs; at++)
        {
            var seed = unchecked(first + at);
            if (new Program(new Random(seed)).Run() is { } wrong)
                Assert.Fail($"Seed {seed}: {wrong}");
        }
    }

    sealed class Program
    {
        const int Steps = 24;
        const int MostFlows = 4;

        readonly Random _random;
        readonly IContextCarrier[] _carriers = [new AsyncLocalCarrier(), new AsyncLocalCarrier(), new AsyncLocalCarrier()];
        readonly SwitchableCarrier _switchable;
        readonly Tracer _tracer;
        readonly Tracer _other = new(new NullCarrier());
        readonly List<Span> _spans = [];
        readonly List<CarrierScope> _scopes = [];
        readonly List<ExecutionContext> _contexts = [ExecutionContext.Capture()!];
        readonly List<List<(int Scope, Span? Span)>> _model = [[]];
        readonly List<string> _log = [];

        public Program(Random random)
        {
            _random = random;
            _switchable = new SwitchableCarrier(_carriers[0]);
            _tracer = new Tracer(_switchable);
        }

        public string? Run()
        {
            for (var step = 0; step < Steps; step++)
            {
                Do(_random.Next(20), _random.Next(_model.Count));
                for (var flow = 0; flow < _model.Count; flow++)
                {
                    Span? found = null;
                    In(flow, () => found = _switchable.Current);
                    if (found != Expected(flow))
                    {
                        return $"flow {flow} reads {found?.Name ?? "null"}, expected {Expected(flow)?.Name ?? "null"}, after:\n"
                            + string.Join('\n', _log);
                    }
                }
            }

            return null;
        }

        void Do(int roll, int flow)
        {
            if (roll < 7)
                Attach(flow, AnySpan(), untilEnd: _random.Next(4) == 0);
            else if (roll < 9)
                Attach(flow, null, untilEnd: false);
            else if (roll < 14)
                Close(flow);
            else if (roll < 16)
                Use(_random.Next(_carriers.Length));
            else if (roll < 18)
                End();
            else
                Fork(flow);
        }

        Span AnySpan()
        {
            var tracer = _random.Next(3) == 0 ? _other : _tracer;
            if (_spans.Count == 0 || _random.Next(2) == 0)
                _spans.Add(tracer.StartRoot($"{(char)('a' + _spans.Count)}"));

            return _spans[_random.Next(_spans.Count)];
        }

        Span? Expected(int flow) => _model[flow].LastOrDefault(static attached => attached.Span is not { HasEnded: true }).Span;

        void Attach(int flow, Span? span, bool untilEnd)
        {
            // What is redundant may attach nothing; and an ended span is not made active.
            if (span is { HasEnded: true } || Expected(flow) == span)
                return;

            _log.Add($"flow {flow}: {(untilEnd ? "" : $"scope {_scopes.Count} = ")}attach {span?.Name ?? "null"}");
            _model[flow].Add((untilEnd ? -1 : _scopes.Count, span));
            In(flow, () =>
            {
                if (untilEnd)
                    _switchable.AttachUntilEnd(span!);
                else
                    _scopes.Add(_switchable.Attach(span));
            });
        }

        void Close(int flow)
        {
            if (_scopes.Count == 0)
                return;

            var scope = _random.Next(_scopes.Count);
            _log.Add($"flow {flow}: close scope {scope}");
            _model[flow].RemoveAll(attached => attached.Scope == scope);
            In(flow, () => _scopes[scope].Dispose());
        }

        void Use(int carrier)
        {
            _log.Add($"use carrier {carrier}");
            _switchable.Use(_carriers[carrier]);
        }

        void End()
        {
            if (_spans.Count == 0)
                return;

            var span = _spans[_random.Next(_spans.Count)];
            _log.Add($"end {span.Name}");
            span.End();
        }

        void Fork(int flow)
        {
            if (_model.Count == MostFlows)
                return;

            _log.Add($"flow {flow}: fork flow {_model.Count}");
            _contexts.Add(_contexts[flow]);
            _model.Add([.. _model[flow]]);
        }

        void In(int flow, Action step) => ExecutionContext.Run(
            _contexts[flow],
            _ =>
            {
                step();
                _contexts[flow] = ExecutionContext.Capture()!;
            },
            null);
    }
}
