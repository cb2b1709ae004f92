using Microsoft.Extensions.Time.Testing;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// One flow of random work: nested, synchronous and asynchronous, in spans of its own and inside each other. It knows which
/// span ought to be active at every step, and counts what comes out otherwise.
/// </summary>
sealed class RandomWork(Tracer tracer, int seed)
{
    const int Deepest = 4;

    readonly Random _random = new(seed);
    string _doing = "";

    public int Operations { get; private set; }

    public int Lost { get; private set; }

    public int RunTwice { get; private set; }

    /// <summary>What the work saw that it must never see: an exception, or another span than its own.</summary>
    public List<string> Wrong { get; } = [];

    public int RightParents { get; private set; }

    public int NoParents { get; private set; }

    public async Task RunAsync(int operations, FakeTimeProvider time)
    {
        while (Operations < operations)
        {
            // The clock of the schedule moves on with the work.
            if (_random.Next(500) == 0)
                time.Advance(TimeSpan.FromSeconds(1));

            await StepAsync(null, 0, operations);
        }
    }

    async Task StepAsync(Span? around, int depth, int operations)
    {
        if (Operations == operations)
            return;

        Operations++;
        var runs = 0;
        try
        {
            var kind = _random.Next(4);
            _doing = $"step {Operations} of flow {seed}, of kind {kind}, {depth} deep";
            switch (kind)
            {
                case 0:
                    using (var span = Start(around))
                    {
                        tracer.Carrier.RunWithSpan(span, _ => runs += Look(span));
                        // Detached, and not ended yet.
                        Look(around);
                    }

                    break;
                case 1:
                    using (var span = Start(around))
                    {
                        await tracer.Carrier.RunWithSpan(span, async _ =>
                        {
                            runs += Look(span);
                            for (var inner = _random.Next(3); depth < Deepest && inner > 0; inner--)
                                await StepAsync(span, depth + 1, operations);

                            await Task.Yield();
                            Look(span);
                        });
                        Look(around);
                    }

                    break;
                case 2:
                    using (var span = around?.StartActiveChild("active") ?? tracer.StartRoot("root"))
                        runs += Look(around is null ? null : span);

                    break;
                default:
                    await tracer.Carrier.RunWithSpan(null, async _ =>
                    {
                        runs += Look(null);
                        await Task.Yield();
                        Look(null);
                    });
                    break;
            }

            Look(around);
        }
        catch (Exception exception)
        {
            Wrong.Add($"{_doing}: {exception}");
        }

        Lost += runs == 0 ? 1 : 0;
        RunTwice += runs > 1 ? 1 : 0;
    }

    static string Told(Span? span) =>
        span is null ? "nothing" : $"{span.Name} {span.SpanId} of {span.ParentSpanId}{(span.HasEnded ? ", which has ended" : "")}";

    Span Start(Span? around) => around is null || _random.Next(8) == 0 ? tracer.StartRoot("root") : around.StartChild("child");

    /// <summary>Counts what is active here against what ought to be; 1, for the run.</summary>
    int Look(Span? expected)
    {
        var found = tracer.Current;
        if (found is null)
            NoParents++;
        else if (found == expected)
            RightParents++;
        else
            Wrong.Add($"{_doing}: {Told(found)} is active and not {Told(expected)}");

        return 1;
    }
}
