using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// A million operations in 64 flows at once, over a carrier that goes wrong at random in every way there is: the work is never
/// lost, never run twice, never sees an exception and never gets a wrong parent; and when the faults stop, the carrier is back.
/// </summary>
public class FaultInjectionTests(ITestOutputHelper output)
{
    const int Flows = 64;
    const int Operations = 1_000_000;
    const int FaultsInAThousand = 5;

    static readonly Fault[] Faults = [.. Enum.GetValues<Fault>().Where(fault => fault != Fault.None)];

    [Fact]
    public async Task Nothing_is_lost_or_wrong_and_the_carrier_comes_back()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var isBroken = false;
        var carrierFaults = new SeededFaults(seed, FaultsInAThousand, Faults);
        using var situation = new Situation(("Carrier", "Slot"), ("Fallback", "AsyncLocal"), ("FaultLimit", "1000"))
            .WithFaulty("Slot", _ => Volatile.Read(ref isBroken) ? carrierFaults.Next() : Fault.None);
        using var host = await situation.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();
        var decision = host.Services.GetRequiredService<CarrierDecision>();
        var flows = Enumerable.Range(0, Flows).Select(flow => new RandomWork(tracer, seed + flow)).ToList();

        Volatile.Write(ref isBroken, true);
        await Task.WhenAll(flows.Select(flow => Task.Run(() => flow.RunAsync(Operations / Flows, situation.Time))));
        Volatile.Write(ref isBroken, false);
        situation.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(flows.SelectMany(flow => flow.Wrong));
        Assert.Equal(0, flows.Sum(flow => flow.Lost));
        Assert.Equal(0, flows.Sum(flow => flow.RunTwice));
        Assert.Equal(Operations, flows.Sum(flow => flow.Operations));
        Assert.Equal("Slot", decision.InUse);
        using var root = tracer.StartRoot("after");
        Assert.Same(root, tracer.Carrier.RunWithSpan(root, _ => tracer.Current));
        output.WriteLine(
            $"{carrierFaults.Count} faults; {flows.Sum(flow => flow.RightParents)} right parents, "
            + $"{flows.Sum(flow => flow.NoParents)} times none");
        Assert.True(carrierFaults.Count > Operations / 1000, "The faults were too few to say anything.");
        Assert.True(flows.Sum(flow => flow.RightParents) > Operations / 10, "Hardly anything was carried.");
        await host.StopAsync();
    }
}
