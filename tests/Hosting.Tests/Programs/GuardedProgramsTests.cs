using System.Collections.Concurrent;
using Xunit.Abstractions;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// Random programs over a carrier that does wrong in every member, in its guard and with a fallback: no read is tolerated that is
/// not what the model says. Null where nothing must be active, never another span, and the span where all was healthy.
/// </summary>
[Collection(StaticDoor.Name)]
public class GuardedProgramsTests(ITestOutputHelper output)
{
    const int Programs = 50_000;
    const int ProgramsInOneHost = 20;

    [Fact]
    public void Every_read_is_what_the_model_says()
    {
        var first = Random.Shared.Next();
        output.WriteLine($"first seed {first}");
        var wrong = new ConcurrentQueue<string>();
        var sure = 0;
        Parallel.For(0, Programs / ProgramsInOneHost, (at, loop) =>
        {
            var seed = unchecked(first + at);
            using var host = new GuardedHost();
            for (var program = 0; program < ProgramsInOneHost && !loop.IsStopped; program++)
            {
                var running = new GuardedProgram(host, new Random(unchecked((seed * 397) ^ program)));
                if (running.Run() is { } difference)
                {
                    wrong.Enqueue($"Seed {seed}, program {program}: {difference}");
                    loop.Stop();
                }

                Interlocked.Add(ref sure, running.Sure);
            }
        });

        Assert.True(wrong.IsEmpty, wrong.FirstOrDefault());
        Assert.True(sure > Programs, "Hardly anything was carried.");
    }
}
