namespace Stackbilt.Observability.Benchmarks;

/// <summary>What happens to the cost of an operation as nesting, flows, attributes and ended ancestors grow.</summary>
static class ScaleStudy
{
    const int WarmUpRounds = 40;
    const int WarmUpTimes = 500;

    static readonly int[] Depths = [1, 10, 100, 1_000, 10_000];
    static readonly int[] Flows = [1, 4, 16, 64, 256, 1_024];
    static readonly int[] AttributeCounts = [0, 1, 2, 4, 8, 16, 32, 64];

    public static IReadOnlyList<ScaleSeries> Run(int rounds, int times)
    {
        // Once for nothing: the compiler is done with every operation before one of them counts.
        Measure(WarmUpRounds, WarmUpTimes);
        return Measure(rounds, times);
    }

    static IReadOnlyList<ScaleSeries> Measure(int rounds, int times)
    {
        ScaleSeries Series(string chart, string name, int[] sizes, Action<ScaledWork, int> prepare, Func<ScaledWork, int, Action<int>> work) =>
            new(chart, name, Points(sizes, rounds, times, prepare, work));

        const string Nesting = "spans open around it";
        const string OnTheSpan = "attributes on the span";
        const string Ended = "ended spans that the flow captured";
        return
        [
            Series(Nesting, "read", Depths, Nest, (_, _) => ScaledWork.Read),
            Series(Nesting, "attach + dispose", Depths, Nest, (work, _) => work.AttachAndDispose),
            Series(Nesting, "active child", Depths, Nest, (_, _) => ScaledWork.StartAndEnd),
            Series("flows at once", "active child + yield", Flows, Nothing, (_, flows) => count => ScaledWork.RunFlows(count, flows)),
            Series(OnTheSpan, "active child", AttributeCounts, Nothing, (_, count) => WithAttributes(count)),
            Series(OnTheSpan, "OTel StartActiveSpan", AttributeCounts, Nothing, (work, count) => TheirsWithAttributes(work, count)),
            Series(Ended, "read", Depths, NestAndEnd, (_, _) => ScaledWork.Read),
            Series(Ended, "active child", Depths, NestAndEnd, (_, _) => ScaledWork.StartAndEnd),
        ];
    }

    static void Nothing(ScaledWork work, int size)
    {
    }

    static void Nest(ScaledWork work, int depth) => work.Nest(depth);

    static void NestAndEnd(ScaledWork work, int depth) => ScaledWork.NestAndEnd(depth);

    static Action<int> WithAttributes(int count)
    {
        var attributes = Attributes(count);
        return times => ScaledWork.StartWithAttributes(times, attributes);
    }

    static Action<int> TheirsWithAttributes(ScaledWork work, int count)
    {
        var attributes = Attributes(count);
        return times => work.StartTheirsWithAttributes(times, attributes);
    }

    static SpanAttribute[] Attributes(int count) =>
        [.. Enumerable.Range(0, count).Select(index => new SpanAttribute($"oracle.attribute.{index}", index))];

    /// <summary>All sizes in turn, again and again: what disturbs the machine for a while disturbs them all.</summary>
    static IReadOnlyList<ScalePoint> Points(
        int[] sizes,
        int rounds,
        int times,
        Action<ScaledWork, int> prepare,
        Func<ScaledWork, int, Action<int>> work)
    {
        var batches = Array.ConvertAll(sizes, _ => new Batch[rounds]);
        // A flow of its own, which takes what is attached in it with it; and one for each size, inside that.
        ExecutionContext.Run(ExecutionContext.Capture()!, _ =>
        {
            using var scaled = new ScaledWork();
            var flows = Array.ConvertAll(sizes, size => Flow(() => prepare(scaled, size)));
            var runs = Array.ConvertAll(sizes, size => work(scaled, size));
            for (var round = -2; round < rounds; round++)
            {
                for (var turn = 0; turn < sizes.Length; turn++)
                {
                    var index = round % 2 == 0 ? turn : sizes.Length - 1 - turn;
                    var batch = Time(flows[index], runs[index], times);
                    if (round >= 0)
                        batches[index][round] = batch;
                }
            }
        }, null);
        return [.. sizes.Zip(batches.Select(Cost.Of), static (size, cost) => new ScalePoint(size, Math.Round(cost.Nanoseconds, 1), cost.Bytes))];
    }

    static ExecutionContext Flow(Action prepare)
    {
        var flow = ExecutionContext.Capture()!;
        ExecutionContext.Run(flow, _ =>
        {
            prepare();
            flow = ExecutionContext.Capture()!;
        }, null);
        return flow;
    }

    static Batch Time(ExecutionContext flow, Action<int> run, int times)
    {
        var batch = default(Batch);
        ExecutionContext.Run(flow, _ => batch = Time(run, times), null);
        return batch;
    }

    static Batch Time(Action<int> run, int times)
    {
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Environment.CpuUsage.TotalTime;
        run(times);
        var elapsed = Environment.CpuUsage.TotalTime - start;
        return new Batch(times, elapsed, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }
}
