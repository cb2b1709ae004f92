namespace Stackbilt.Observability.Tests.Scopes;

/// <summary>Flows that share attachments: each closes, reads and attaches while others do, and while spans end.</summary>
public class SharedFramesTests
{
    const int Rounds = 1_000;
    const int Depth = 8;
    const int Flows = 3;

    ExecutionContext? _shared;

    [Fact]
    public void Each_flow_sees_what_it_has_not_closed()
    {
        var carrier = new AsyncLocalCarrier();
        var spans = new PlainSpan[Depth];
        var scopes = new CarrierScope[Depth];
        var context = ExecutionContext.Capture()!;
        var wrong = new List<string>();
        using var turn = new Barrier(Flows + 1, phase =>
        {
            if (phase.CurrentPhaseNumber % 2 == 0)
                ExecutionContext.Run(context, _ => Prepare(), null);
        });
        var threads = Enumerable.Range(0, Flows).Select(number => new Thread(() => Run(number))).ToList();
        threads.Add(new Thread(End));
        threads.ForEach(static thread => thread.UnsafeStart());
        threads.ForEach(static thread => thread.Join());

        Assert.Empty(wrong);

        void Prepare()
        {
            for (var level = 0; level < Depth; level++)
            {
                spans[level] = new PlainSpan($"{level}");
                scopes[level] = carrier.Attach(spans[level]);
            }

            _shared = ExecutionContext.Capture()!;
        }

        void End()
        {
            for (var round = 0; round < Rounds; round++)
            {
                turn.SignalAndWait();
                for (var level = 1; level < Depth; level += 2)
                    spans[level].End();

                turn.SignalAndWait();
            }
        }

        void Run(int number)
        {
            var random = new Random(number);
            for (var round = 0; round < Rounds; round++)
            {
                turn.SignalAndWait();
                ExecutionContext.Run(_shared!, _ => CloseInAnyOrder(number, random), null);
                turn.SignalAndWait();
            }
        }

        void CloseInAnyOrder(int number, Random random)
        {
            var order = Enumerable.Range(0, Depth).ToArray();
            random.Shuffle(order);
            var left = Enumerable.Range(0, Depth).ToList();
            foreach (var level in order)
            {
                var result = scopes[level].Detach();
                left.Remove(level);
                carrier.Attach(null).Dispose();
                var seen = Array.IndexOf(spans, carrier.Current);
                // Those that end may be seen until then, where they are inside the innermost that does not.
                var open = left.LastOrDefault(static level => level % 2 == 0, -1);
                var mayBe = seen == open || (seen > open && seen % 2 == 1 && left.Contains(seen));
                if (!mayBe || result.Outcome is DetachOutcome.Failed or DetachOutcome.WrongFlow)
                    Note($"flow {number}: closing {level} told {result}, and then {seen} was active instead of {open}");
            }

            if (carrier.Current is { } last)
                Note($"flow {number}: {last.Name} after all were closed");
        }

        void Note(string what)
        {
            lock (wrong)
                wrong.Add(what);
        }
    }
}
