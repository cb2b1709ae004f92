using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;

namespace Stackbilt.Observability.Tests;

[Collection(StaticDoor.Name)]
public class CarrierCircuitTests
{
    [Fact]
    public async Task What_is_told_late_does_not_undo_what_came_after_it()
    {
        var time = new FakeTimeProvider();
        var options = new ObservabilityOptions { FaultLimit = 2, BreakDuration = TimeSpan.FromSeconds(5) };
        using var stalled = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        var isOut = false;
        using var circuit = new CarrierCircuit(options, time, static () => null, isOutOfService =>
        {
            // Stalled between what Polly has decided and what comes of it.
            if (isOutOfService)
            {
                stalled.Release();
                goOn.Wait();
            }

            Volatile.Write(ref isOut, isOutOfService);
        });
        circuit.Report(new InvalidOperationException("first"));
        var failing = Task.Run(() => circuit.Report(new InvalidOperationException("second")));
        await stalled.WaitAsync();

        time.Advance(options.BreakDuration);
        goOn.Release();
        await failing;

        Assert.False(Volatile.Read(ref isOut));
    }

    [Fact]
    public void One_who_is_told_and_throws_is_told_again_of_the_next_change()
    {
        var time = new FakeTimeProvider();
        var options = new ObservabilityOptions { FaultLimit = 2, BreakDuration = TimeSpan.FromSeconds(5) };
        List<bool> told = [];
        using var circuit = new CarrierCircuit(options, time, static () => null, isOutOfService =>
        {
            told.Add(isOutOfService);
            throw new InvalidOperationException("The log is full.");
        });

        for (var round = 0; round < 2; round++)
        {
            circuit.Report(new InvalidOperationException("first"));
            circuit.Report(new InvalidOperationException("second"));
            time.Advance(options.BreakDuration);
        }

        Assert.Equal([true, false, true, false], told);
    }

    [Fact]
    public void A_cancellation_that_a_carrier_throws_is_a_fault_as_any_other()
    {
        var told = new List<bool>();
        using var circuit = new CarrierCircuit(
            new ObservabilityOptions { FaultLimit = 3 }, TimeProvider.System, static () => "wrong", told.Add);

        for (var fault = 0; fault < 3; fault++)
            circuit.Report(new OperationCanceledException());

        Assert.Equal([true], told);
    }

    [Fact]
    public void It_rests_until_its_check_is_passed()
    {
        var time = new FakeTimeProvider();
        var options = new ObservabilityOptions { BreakDuration = TimeSpan.FromSeconds(5) };
        string? problem = "does not mask";
        var checks = 0;
        List<bool> told = [];
        using var circuit = new CarrierCircuit(
            options,
            time,
            () =>
            {
                checks++;
                return problem;
            },
            told.Add);
        circuit.Open();

        for (var rest = 1; rest < 5; rest++)
        {
            time.Advance(options.BreakDuration);
            Assert.Equal(rest, checks);
            Assert.Equal([true], told);
        }

        problem = null;
        time.Advance(options.BreakDuration);
        Assert.Equal([true, false], told);
        time.Advance(options.BreakDuration);
        Assert.Equal(5, checks);
    }

    [Fact]
    public void A_check_that_throws_is_made_again()
    {
        var time = new FakeTimeProvider();
        var options = new ObservabilityOptions { FaultLimit = 2, BreakDuration = TimeSpan.FromSeconds(5) };
        var checks = 0;
        List<bool> told = [];
        using var circuit = new CarrierCircuit(
            options, time, () => checks++ == 0 ? throw new InvalidOperationException("no thread") : null, told.Add);
        circuit.Report(new InvalidOperationException("first"));
        circuit.Report(new InvalidOperationException("second"));

        time.Advance(options.BreakDuration);
        Assert.Equal([true], told);
        time.Advance(options.BreakDuration);

        Assert.Equal([true, false], told);
    }

    [Fact]
    public void Its_timer_keeps_it_from_no_collection()
    {
        var time = new FakeTimeProvider();

        var opened = Opened(time);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(opened.IsAlive);
        GC.KeepAlive(time);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference Opened(FakeTimeProvider time)
    {
        var options = new ObservabilityOptions { FaultLimit = 2, BreakDuration = TimeSpan.FromSeconds(5) };
        var circuit = new CarrierCircuit(options, time, static () => null, static _ => { });
        circuit.Report(new InvalidOperationException("first"));
        circuit.Report(new InvalidOperationException("second"));
        return new WeakReference(circuit);
    }
}
