using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Stackbilt.Observability.Tests;

/// <summary>A clock of the application's that fails: the host goes on, and the guard does its work.</summary>
[Collection(StaticDoor.Name)]
public class BrokenClockTests
{
    [Theory]
    [InlineData(nameof(TimeProvider.GetTimestamp))]
    [InlineData(nameof(TimeProvider.GetUtcNow))]
    [InlineData(nameof(TimeProvider.CreateTimer))]
    public async Task The_guard_counts_and_comes_back(string member)
    {
        var clock = new BreakableClock();
        var faulty = new FaultyWhenAskedCarrier();
        using var situation = new Situation(("Carrier", "Own"), ("Fallback", "AsyncLocal"), ("FaultLimit", "2"), ("BreakDuration", "00:00:30"))
            .With("Own", _ => faulty);
        situation.Builder.Services.AddSingleton<TimeProvider>(clock);
        using var host = await situation.StartAsync();
        var tracer = host.Services.GetRequiredService<Tracer>();
        var decision = host.Services.GetRequiredService<CarrierDecision>();

        clock.Broken = member;
        clock.Advance(TimeSpan.FromSeconds(20));
        faulty.Fails = true;
        _ = tracer.Current;
        _ = tracer.Current;
        faulty.Fails = false;
        Assert.Equal("AsyncLocal", decision.InUse);

        clock.Broken = null;
        clock.Advance(TimeSpan.FromSeconds(30));
        if (member != nameof(TimeProvider.CreateTimer)) // Then the system's timer decides when, in half a minute.
            Assert.Equal("Own", decision.InUse);

        await host.StopAsync();
    }

    sealed class BreakableClock : FakeTimeProvider
    {
        public string? Broken { get; set; }

        public override DateTimeOffset GetUtcNow() =>
            Broken == nameof(GetUtcNow) ? throw new InvalidOperationException("The clock is broken.") : base.GetUtcNow();

        public override long GetTimestamp() =>
            Broken == nameof(GetTimestamp) ? throw new InvalidOperationException("The clock is broken.") : base.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            Broken == nameof(CreateTimer)
                ? throw new InvalidOperationException("The clock is broken.")
                : base.CreateTimer(callback, state, dueTime, period);
    }
}

/// <summary>A carrier over threads, which hands its state on to forks itself; sound but where it is told to fail.</summary>
sealed class FaultyWhenAskedCarrier : AmbientCarrier, IFlowHost, IDisposable
{
    readonly ThreadLocal<Attachment?> _slot = new();

    public bool Fails { get; set; }

    public override CarrierCapabilities Capabilities =>
        CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient | CarrierCapabilities.FlowsIntoForks;

    protected override Attachment? Slot
    {
        get => Fails ? throw new InvalidOperationException("It fails.") : _slot.Value;
        set => _slot.Value = value;
    }

    public void Run(Action flow) => flow();

    public Action Fork(Action fork)
    {
        var inherited = _slot.Value;
        return () =>
        {
            var before = _slot.Value;
            _slot.Value = inherited;
            try
            {
                fork();
            }
            finally
            {
                _slot.Value = before;
            }
        };
    }

    public void Dispose() => _slot.Dispose();
}
